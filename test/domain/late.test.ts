/** What keeps mails from leaving, for the whole house: each trouble at its very minute, and none that a pause explains. */

import { expect, test } from "vitest";
import { heldUpSince, type Machine, troublesOf, waitingWords } from "../../src/domain/late.ts";
import { HOUR, MINUTE, UNTIL_RESUMED } from "../../src/domain/numbers.ts";
import { NOW, WELL } from "./machine.ts";

const PAUSED = { pausedUntil: NOW + HOUR, pauseReason: "the quota is used up" };
const WAITS = { waiting: 3, oldestWaitingAt: NOW - 12 * MINUTE };

test.each<[string, Partial<Machine>, ReturnType<typeof troublesOf>]>([
  ["nothing", {}, []],
  ["no tick yet", { lastTickAt: null }, [{ kind: "no-tick", since: null }]],
  ["a tick 15 minutes ago", { lastTickAt: NOW - 15 * MINUTE }, [{ kind: "no-tick", since: NOW - 15 * MINUTE }]],
  ["a tick a moment later", { lastTickAt: NOW - 15 * MINUTE + 1 }, []],
  ["a pause", PAUSED, [{ kind: "paused", reason: "the quota is used up", until: NOW + HOUR }]],
  ["a pause that is just over", { ...PAUSED, pausedUntil: NOW }, []],
  ["a pause without a reason", { pausedUntil: NOW + 1 }, [{ kind: "paused", reason: "", until: NOW + 1 }]],
  [
    "a pause by hand",
    { ...PAUSED, pausedUntil: UNTIL_RESUMED },
    [{ kind: "paused", reason: "the quota is used up", until: null }],
  ],
  ["a stop", { ...PAUSED, stoppedAt: NOW - HOUR }, [{ kind: "stopped", since: NOW - HOUR }]],
  ["a quota used up", { quota: { used: 100, limit: 100 } }, [{ kind: "quota", used: 100, limit: 100 }]],
  ["a quota with room", { quota: { used: 99, limit: 100 } }, []],
  ["an edit", { isReplanning: true }, [{ kind: "replanning" }]],
  ["what waits 12 minutes", WAITS, [{ kind: "queue", waiting: 3, since: NOW - 12 * MINUTE }]],
  ["what waits a moment less", { ...WAITS, oldestWaitingAt: NOW - 12 * MINUTE + 1 }, []],
  ["what waited through a pause", { ...WAITS, resumedAt: NOW - MINUTE }, []],
])("%s is told so", (_, change, troubles) => {
  expect(troublesOf({ ...WELL, ...change }, NOW)).toEqual(troubles);
});

test("the gravest comes first", () => {
  const all = { ...WELL, ...PAUSED, ...WAITS, lastTickAt: null, isReplanning: true, quota: { used: 5, limit: 5 } };
  expect(troublesOf(all, NOW).map(({ kind }) => kind)).toEqual(["no-tick", "paused", "quota", "replanning", "queue"]);
});

test("a pause counts until it is over, whoever found that", () => {
  const since = NOW - HOUR;
  expect(heldUpSince(since, { pausedUntil: null, resumedAt: null }, NOW)).toBe(since);
  expect(heldUpSince(since, { pausedUntil: NOW - MINUTE, resumedAt: null }, NOW)).toBe(NOW - MINUTE);
  expect(heldUpSince(since, { pausedUntil: NOW, resumedAt: null }, NOW)).toBe(NOW);
  expect(heldUpSince(since, { pausedUntil: NOW + 1, resumedAt: null }, NOW)).toBe(since);
  expect(heldUpSince(since, { pausedUntil: null, resumedAt: NOW - 2 * MINUTE }, NOW)).toBe(NOW - 2 * MINUTE);
  expect(heldUpSince(since, { pausedUntil: null, resumedAt: since - 1 }, NOW)).toBe(since);
});

test("how many wait is said as far as they are counted", () => {
  expect([0, 199, 200, 201].map(waitingWords)).toEqual(["0件", "199件", "200件以上", "200件以上"]);
});
