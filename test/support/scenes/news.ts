/** What the provider tells. It tells again whatever was not answered with 200. */

import { expect } from "vitest";
import type { Deps } from "../../../src/deps.ts";
import { DAY } from "../../../src/domain/numbers.ts";
import { hear } from "../acts.ts";
import { current } from "../current.ts";
import { rows } from "../engine.ts";
import { arrivedMails, emitEvent, moveTo, orderFaults, pullWebhooks } from "../post-office.ts";
import { claimedFears, eachHasFearsOnce, recover, type Scene } from "./scene.ts";

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
    name: "a complaint that stops all sending",
    before: async (house) => {
      await claimedFears(house, 1);
      await house.answerBells();
      await rows("UPDATE sending_days SET complained = 2");
    },
    act: (deps) => hearOf(deps, "email.complained"),
    after: async (house) => {
      await hearOf(house.deps, "email.complained");
      await recover(house);
      expect(await rows("SELECT complained FROM sending_days")).toMatchObject([{ complained: 3 }]);
      expect(await rows("SELECT stopped_at IS NOT NULL AS stopped FROM engine")).toEqual([{ stopped: 1 }]);
      expect(await rows("SELECT kind, status FROM notices")).toEqual([{ kind: "sending-stopped", status: "sent" }]);
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
      await moveTo(current.now + DAY);
      await eachHasFearsOnce(1)(house);
    },
  },
];

/** The same event each time, as a repetition has it. */
async function hearOf(deps: Deps, type: string) {
  const mail = (await arrivedMails()).find(({ tags }) => tags.lesson);
  await pullWebhooks();
  await emitEvent(mail ?? { id: "" }, type, { webhook_id: `msg_${type}` });
  for (const webhook of await pullWebhooks()) await hear(deps, webhook);
}
