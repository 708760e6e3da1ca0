/** What the Worker does in one invocation, and what must be true after it broke off anywhere in it and the clock went on. */

import { expect } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { sweep } from "../../src/actions/sweep.ts";
import type { Deps, Doorbell } from "../../src/deps.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { confirmAndDeliver, confirmNow, cron, hear, signUpAndRing, stop } from "./acts.ts";
import { current } from "./current.ts";
import { type Engine, readers, rows } from "./engine.ts";
import { arrivals, arrivedMails, clearFaults, emitEvent, moveTo, orderFaults, pullWebhooks } from "./post-office.ts";

export type Scene = {
  readonly name: string;
  readonly before?: (house: Engine) => Promise<unknown>;
  readonly act: (deps: Deps) => Promise<unknown>;
  readonly after: (house: Engine) => Promise<unknown>;
};

const HANAKO = "hanako@example.com";

/** What people do. Whoever finds the page broken presses the button again. */
export const visits: readonly Scene[] = [
  {
    name: "signing up",
    act: (deps) => signUpAndRing(deps, HANAKO),
    after: async (house) => {
      await signUpAndRing(house.deps, HANAKO);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 1, many: [] });
    },
  },
  {
    name: "confirming",
    before: ({ deps }) => signUpAndRing(deps, HANAKO),
    act: (deps) => confirmAndDeliver(deps, HANAKO),
    after: hasHerGuide,
  },
  {
    name: "coming back after a stop",
    before: async (house) => {
      await signUpAndRing(house.deps, HANAKO);
      await confirmNow(house.deps, HANAKO);
      await stop(house.deps, HANAKO);
      await recover(house);
      expect(await rows("SELECT status, reason FROM deliveries")).toEqual([
        { status: "skipped", reason: "unsubscribed" },
      ]);
    },
    act: (deps) => confirmAndDeliver(deps, HANAKO),
    after: hasHerGuide,
  },
  {
    name: "stopping",
    before: ({ deps }) => waitingForFears(deps, 1),
    act: (deps) => stop(deps, "reader0@example.com"),
    after: async (house) => {
      await stop(house.deps, "reader0@example.com");
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 0 });
    },
  },
];

/** What the machine does by itself. */
export const work: readonly Scene[] = [
  {
    name: "a tick that claims, advances and rings",
    before: ({ deps }) => waitingForFears(deps, 3),
    act: cron,
    after: eachHasFearsOnce(3),
  },
  {
    name: "a tick after an edit of the course",
    before: async ({ deps }) => {
      await waitingForFears(deps, 3);
      await rows("UPDATE engine SET course_shape = 'as it was'");
      await rows("UPDATE enrollments SET next_lesson = 'lesson of old', next_due_at = ?1", current.now + DAY);
    },
    act: cron,
    after: async (house) => {
      await recover(house);
      await moveTo(current.now + 2 * DAY);
      await eachHasFearsOnce(3)(house);
    },
  },
  {
    name: "a sweep that closes what had no answer for 20 hours",
    before: async (house) => {
      await claimedFears(house, 3);
      await orderFaults({ kind: "error_500", times: 1_000 });
      await house.answerBells();
      await moveTo(current.now + 20 * HOUR);
    },
    act: (deps) => sweep(deps, { now: current.now }),
    after: async (house) => {
      await clearFaults();
      await recover(house);
      expect(await fears()).toMatchObject([{ status: "unconfirmed", reason: expect.any(String), n: 3 }]);
      expect(await arrivals()).toMatchObject({ total: 0 });
    },
  },
  {
    name: "answering the bell of a batch: lease, seal, send and record",
    before: (house) => claimedFears(house, 3),
    act: answerTheBell,
    after: eachHasFearsOnce(3),
  },
  {
    name: "asking again for a batch that was sent a while ago",
    before: async (house) => {
      await claimedFears(house, 3);
      await orderFaults({ kind: "error_500_after" });
      await house.answerBells();
      current.now += 5 * MINUTE;
    },
    act: answerTheBell,
    after: eachHasFearsOnce(3),
  },
  {
    name: "going mail by mail",
    before: async (house) => {
      await claimedFears(house, 3);
      await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" });
    },
    act: answerTheBell,
    after: async (house) => {
      await clearFaults();
      await eachHasFearsOnce(3)(house);
    },
  },
  {
    name: "hearing that a quota is used up",
    before: async (house) => {
      await claimedFears(house, 3);
      await orderFaults({ kind: "daily_quota" });
    },
    act: answerTheBell,
    after: async (house) => {
      await recover(house);
      await moveTo(current.now + DAY);
      await eachHasFearsOnce(3)(house);
    },
  },
  {
    name: "answering the bell of a notice",
    before: ({ deps }) => signUpAndRing(deps, HANAKO),
    act: answerTheBell,
    after: async (house) => {
      await recover(house);
      expect(await rows("SELECT state, status FROM notices")).toEqual([{ state: "closed", status: "sent" }]);
      expect(await arrivals()).toMatchObject({ total: 1, many: [] });
    },
  },
];

/** What the provider tells. It tells again whatever was not answered with 200. */
export const news: readonly Scene[] = [
  {
    name: "a webhook that tells of a complaint",
    before: async (house) => {
      await claimedFears(house, 1);
      await house.answerBells();
    },
    act: (deps) => hearOf(deps, "email.complained"),
    after: async (house) => {
      await hearOf(house.deps, "email.complained");
      await recover(house);
      expect(await rows("SELECT stop_reason, next_due_at FROM enrollments")).toEqual([
        { stop_reason: "complaint", next_due_at: null },
      ]);
      expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
      expect(await rows("SELECT count(*) AS n FROM mail_events")).toEqual([{ n: 1 }]);
    },
  },
  {
    name: "a webhook that comes before our own recording",
    before: async (house) => {
      await claimedFears(house, 1);
      await orderFaults({ kind: "error_500_after" });
      await house.answerBells();
    },
    act: (deps) => hearOf(deps, "email.delivered"),
    after: async (house) => {
      await hearOf(house.deps, "email.delivered");
      await eachHasFearsOnce(1)(house);
      expect(await rows("SELECT delivered_at > 0 AS told FROM deliveries WHERE lesson = 'fears'")).toEqual([
        { told: 1 },
      ]);
    },
  },
  {
    name: "a webhook that tells of a used-up quota",
    before: async (house) => {
      await claimedFears(house, 1);
      await house.answerBells();
    },
    act: (deps) => hearOf(deps, "email.failed"),
    after: async (house) => {
      await hearOf(house.deps, "email.failed");
      expect(await rows("SELECT paused_until > ?1 AS paused FROM engine", current.now)).toEqual([{ paused: 1 }]);
      expect(await fears()).toMatchObject([{ status: "failed", n: 1 }]);
    },
  },
];

async function waitingForFears(deps: Deps, count: number) {
  await readers(count, { next: "fears", last: "two-faces", course: deps.course });
}

async function claimedFears(house: Engine, count: number) {
  await waitingForFears(house.deps, count);
  await house.tick();
}

async function answerTheBell(deps: Deps) {
  const [bell] = await rows<Doorbell>("SELECT id AS batch FROM batches");
  const [notice] = await rows<Doorbell>("SELECT id AS notice FROM notices");
  await answerBell(deps, { bell: bell ?? notice ?? { batch: "" }, now: current.now });
}

/** The same event each time, as a repetition has it. */
async function hearOf(deps: Deps, type: string) {
  const mail = (await arrivedMails()).find(({ tags }) => tags.lesson);
  await pullWebhooks();
  await emitEvent(mail ?? { id: "" }, type, { webhook_id: `msg_${type}` });
  for (const webhook of await pullWebhooks()) await hear(deps, webhook);
}

/** Half an hour at most: ticks with their bells answered, until nothing waits any more. */
async function recover(house: Engine) {
  for (let tick = 0; tick < 3; tick++) {
    current.now += 11 * MINUTE;
    await house.tickAndSend();
    const open = await rows(
      "SELECT id FROM batches WHERE state <> 'closed' UNION SELECT id FROM notices WHERE state <> 'closed'",
    );
    if (open.length === 0) return;
  }
}

function fears() {
  return rows("SELECT status, reason, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY status, reason");
}

function eachHasFearsOnce(count: number) {
  return async (house: Engine) => {
    await recover(house);
    expect(await fears()).toEqual([{ status: "sent", reason: null, n: count }]);
    const { many, counts } = await arrivals();
    expect(many).toEqual([]);
    expect([...counts.keys()].filter((mail) => mail.endsWith(" fears"))).toHaveLength(count);
    expect(await rows("SELECT DISTINCT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-1-words" }]);
  };
}

async function hasHerGuide(house: Engine) {
  await confirmAndDeliver(house.deps, HANAKO);
  await recover(house);
  expect(await rows("SELECT lesson, status FROM deliveries")).toEqual([{ lesson: "intro-guide", status: "sent" }]);
  expect((await arrivals()).many).toEqual([]);
}
