/** What a system of the author's is told: it may hear a thing twice, and knows it by its id. */

import { expect } from "vitest";
import { answerBell } from "../../../src/actions/answer-bell.ts";
import type { Deps } from "../../../src/deps.ts";
import { WEBHOOK_LEASE } from "../../../src/domain/numbers.ts";
import { askAndRing } from "../acts.ts";
import { current } from "../current.ts";
import { rows } from "../engine.ts";
import { heard, receiverNow } from "../receiver.ts";
import type { Scene } from "./scene.ts";
import { HANAKO } from "./visits.ts";

export const told: readonly Scene[] = [
  {
    name: "telling the author's system of a consultation",
    before: ({ deps }) => askAndRing(withReceiver(deps), HANAKO),
    act: tellAll,
    after: async ({ deps }) => {
      current.now += WEBHOOK_LEASE;
      await tellAll(deps);
      expect(await rows("SELECT state FROM outgoing_webhooks")).toEqual([{ state: "taken" }]);
      expect(new Set((await heard()).map(({ id, body }) => id + body)).size).toBe(1);
    },
  },
];

async function tellAll(deps: Deps): Promise<void> {
  for (const { id } of await rows<{ id: string }>("SELECT id FROM outgoing_webhooks")) {
    await answerBell(withReceiver(deps), { bell: { webhook: id }, now: current.now });
  }
}

function withReceiver(deps: Deps): Deps {
  return { ...deps, config: { ...deps.config, consultationWebhook: receiverNow() } };
}
