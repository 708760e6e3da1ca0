/** What the author is told without asking, and when: each alert at its number, none that a pause explains, one morning a week. */

import { expect, test } from "vitest";
import type { Machine } from "../../src/domain/late.ts";
import { HOUR } from "../../src/domain/numbers.ts";
import { alertsFor, isLetterTime } from "../../src/domain/watch.ts";
import { NOW, WELL } from "./machine.ts";

const LATE = { waiting: 3, oldestWaitingAt: NOW - HOUR };

test.each<[string, Partial<Machine>, ReturnType<typeof alertsFor>]>([
  ["all is well", {}, []],
  ["no tick comes", { lastTickAt: NOW - HOUR }, [{ kind: "tick-missed", since: NOW - HOUR }]],
  ["mails wait", LATE, [{ kind: "mails-late", waiting: 3, since: NOW - HOUR }]],
  ["they wait for a pause", { ...LATE, pausedUntil: NOW + HOUR }, []],
  ["they wait after a stop", { ...LATE, pausedUntil: NOW + HOUR, stoppedAt: NOW - HOUR }, []],
  ["an edit is worked in", { isReplanning: true }, []],
  [
    "four fifths of a quota are used",
    { quota: { used: 80, limit: 100 } },
    [{ kind: "quota-near", used: 80, limit: 100 }],
  ],
  ["a mail less", { quota: { used: 79, limit: 100 } }, []],
  [
    "they wait for tomorrow's quota",
    { ...LATE, quota: { used: 100, limit: 100 } },
    [{ kind: "quota-near", used: 100, limit: 100 }],
  ],
])("%s", (_, change, alerts) => {
  expect(alertsFor({ ...WELL, ...change }, NOW)).toEqual(alerts);
});

test.each([
  ["2026-11-23T07:59:00+09:00", false],
  ["2026-11-23T08:00:00+09:00", true],
  ["2026-11-23T09:59:00+09:00", true],
  ["2026-11-23T10:00:00+09:00", false],
  ["2026-11-24T08:30:00+09:00", false],
])("at %s it is the hour of the letter: %s", (at, isTime) => {
  expect(isLetterTime("Asia/Tokyo", Date.parse(at))).toBe(isTime);
});
