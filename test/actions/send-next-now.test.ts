/** The next lesson now: through the ledger, once for each lesson asked for, whenever the last one came. */

import { expect, test } from "vitest";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { sendNextNow } from "../../src/actions/send-next-now.ts";
import type { Deps } from "../../src/deps.ts";
import { MINUTE } from "../../src/domain/numbers.ts";
import { becomeReader, confirmNow, courseToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivals, orderFaults } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";

async function ask(deps: Deps, lesson: string) {
  const sent = await sendNextNow(deps, { token: await courseToken(deps, HANAKO), lesson, now: current.now });
  if (sent.kind === "sent") await deliverNow(deps, sent.batchIds);
  return sent.kind;
}

function ledger() {
  return rows("SELECT lesson, status FROM deliveries ORDER BY claimed_at, lesson");
}

test("it comes at once, minutes after the one before, and the one after it at her usual hour", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  current.now += 10 * MINUTE;

  expect(await ask(deps, "two-faces")).toBe("sent");

  expect(await ledger()).toEqual([
    { lesson: "intro-guide", status: "sent" },
    { lesson: "two-faces", status: "sent" },
  ]);
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: "fears", next_due_at: Date.parse("2026-11-03T21:30:00+09:00") },
  ]);
});

test("asked twice for the same lesson, by two clicks or at the same moment, she gets it once and not the one after", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);

  const both = await Promise.all([ask(deps, "two-faces"), ask(deps, "two-faces")]);

  expect(both.sort()).toEqual(["already", "sent"]);
  expect(await ask(deps, "two-faces")).toBe("already");
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("while the lesson before is still on its way, it is due and follows with a tick", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  const confirmed = await confirmNow(house.deps, HANAKO);
  expect(await sendNextNow(house.deps, await wish(house.deps, "two-faces"))).toEqual({ kind: "sent", batchIds: [] });
  expect(await ledger()).toEqual([{ lesson: "intro-guide", status: "claimed" }]);

  if (confirmed.kind === "confirmed") await deliverNow(house.deps, confirmed.batchIds);
  await house.tickAndSend();

  expect(await ledger()).toEqual([
    { lesson: "intro-guide", status: "sent" },
    { lesson: "two-faces", status: "sent" },
  ]);
});

test("a spent quota is respected: it is due, and waits", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await deps.db.prepare("UPDATE sending_days SET accepted = 90").run();
  const frugal = { ...deps, config: { ...deps.config, dailyQuota: 100 } };

  expect(await sendNextNow(frugal, await wish(deps, "two-faces"))).toEqual({ kind: "sent", batchIds: [] });

  expect(await rows("SELECT next_due_at FROM enrollments")).toEqual([{ next_due_at: current.now }]);
});

test("an answer that gets lost costs her nothing: the same mail is asked for again", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await orderFaults({ kind: "reset_after" });

  await ask(house.deps, "two-faces");
  current.now += 11 * MINUTE;
  await house.tickAndSend();

  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("another lesson than her next is never sent, and who stopped gets nothing", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);

  expect(await ask(deps, "rebuild")).toBe("already");
  expect(await ask(deps, "")).toBe("already");
  await stop(deps, HANAKO);
  expect(await ask(deps, "two-faces")).toBe("stopped");

  expect(await ledger()).toEqual([{ lesson: "intro-guide", status: "sent" }]);
});

async function wish(deps: Deps, lesson: string) {
  return { token: await courseToken(deps, HANAKO), lesson, now: current.now };
}
