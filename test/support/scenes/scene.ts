/** A scene: what happens in one invocation, and what must be true after it broke off anywhere in it and the clock went on. */

import { expect } from "vitest";
import type { Deps } from "../../../src/deps.ts";
import { MINUTE } from "../../../src/domain/numbers.ts";
import { current } from "../current.ts";
import { type Engine, readers, rows } from "../engine.ts";
import { lightMails } from "../post-office.ts";

export type Scene = {
  readonly name: string;
  readonly before?: (house: Engine) => Promise<unknown>;
  readonly act: (deps: Deps) => Promise<unknown>;
  readonly after: (house: Engine) => Promise<unknown>;
};

export async function waitingForFears(deps: Deps, count: number) {
  await readers(count, { next: "fears", last: "two-faces", course: deps.course });
}

export async function claimedFears(house: Engine, count: number) {
  await waitingForFears(house.deps, count);
  await house.tick();
}

/** Half an hour at most: ticks with their bells answered, until nothing waits any more. */
export async function recover(house: Engine) {
  for (let tick = 0; tick < 3; tick++) {
    current.now += 11 * MINUTE;
    await house.tickAndSend();
    const open = await rows(
      "SELECT id FROM batches WHERE state <> 'closed' UNION SELECT id FROM notices WHERE state <> 'closed'",
    );
    if (open.length === 0) return;
  }
}

export function fears() {
  return rows("SELECT status, reason, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY status, reason");
}

export function eachHasFearsOnce(count: number) {
  return async (house: Engine) => {
    await recover(house);
    expect(await fears()).toEqual([{ status: "sent", reason: null, n: count }]);
    const arrived = await arrivedOnce();
    expect(arrived.filter((mail) => mail.endsWith(" fears"))).toHaveLength(count);
    expect(await rows("SELECT DISTINCT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-1-words" }]);
  };
}

/** What arrived, as "address lesson" or "address notice"; but for what the provider took and then failed. None came twice. */
async function arrivedOnce(): Promise<string[]> {
  const mails = (await lightMails()).filter(({ last_event }) => last_event !== "failed");
  const names = mails.map(({ to, tags }) => `${to.join()} ${tags.lesson ?? tags.notice}`);
  expect(names).toEqual([...new Set(names)]);
  return names;
}
