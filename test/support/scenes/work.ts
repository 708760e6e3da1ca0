/** What the machine does by itself. */

import { expect } from "vitest";
import { answerBell } from "../../../src/actions/answer-bell.ts";
import { sweep } from "../../../src/actions/sweep.ts";
import type { Deps, Doorbell } from "../../../src/deps.ts";
import { DAY, HOUR, MINUTE } from "../../../src/domain/numbers.ts";
import { cron, signUpAndRing } from "../acts.ts";
import { current } from "../current.ts";
import { rows } from "../engine.ts";
import { arrivals, clearFaults, moveTo, orderFaults } from "../post-office.ts";
import { claimedFears, eachHasFearsOnce, fears, recover, type Scene, waitingForFears } from "./scene.ts";
import { HANAKO } from "./visits.ts";

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

async function answerTheBell(deps: Deps) {
  const [bell] = await rows<Doorbell>("SELECT id AS batch FROM batches");
  const [notice] = await rows<Doorbell>("SELECT id AS notice FROM notices");
  await answerBell(deps, { bell: bell ?? notice ?? { batch: "" }, now: current.now });
}
