/** A restore as the author goes through it: the older database back, marked, reconciled with the post office, and sending resumed. */

import { markAsRestored } from "../../src/actions/mark-restored.ts";
import { type ReconcileDeps, reconcile } from "../../src/actions/reconcile.ts";
import { resumeAllSending } from "../../src/actions/resume-sending.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { resendArchive } from "../../src/mail/archive.ts";
import { current } from "./current.ts";
import { type Engine, readers, rows } from "./engine.ts";
import { lightMails, moveTo } from "./post-office.ts";

/** Noon in Tokyo, at a time that the post office's clock has still before it, with a tick behind it. */
export async function noonAtTheOffice(house: Engine): Promise<void> {
  await moveTo(Math.ceil(Date.now() / DAY) * DAY + DAY + 3 * HOUR);
  await house.tick();
}

/** So many readers, due for the second lesson of eight since this noon. */
export async function readersAtNoon(house: Engine, count: number): Promise<void> {
  await noonAtTheOffice(house);
  await readers(count, { next: "two-faces", last: "intro-guide", course: house.deps.course });
}

/** So many evenings, each with a few ticks. */
export async function evenings(house: Engine, count: number): Promise<void> {
  for (let evening = 0; evening < count; evening++) {
    const today = Math.floor((current.now + 9 * HOUR) / DAY) * DAY - 9 * HOUR;
    const at = today + 21.5 * HOUR;
    await moveTo(at > current.now ? at : at + DAY);
    await house.tickAndSend();
    current.now += 11 * MINUTE;
    await house.tickAndSend();
  }
}

export async function markNow({ deps }: Engine, knowsUntil: number | null = null): Promise<void> {
  await markAsRestored(deps, { knowsUntil, now: current.now });
  current.now += 3 * MINUTE;
}

export function reconcileDeps({ deps }: Engine): ReconcileDeps {
  const { apiKey } = deps.config.resend;
  return { ...deps, archive: resendArchive({ apiKey, baseUrl: current.room, clock: Date.now, sleep: async () => {} }) };
}

export async function reconcileNow(house: Engine, change: Partial<ReconcileDeps> = {}) {
  const done = await reconcile({ ...reconcileDeps(house), ...change }, { stops: "unknown", now: current.now });
  if (done.kind !== "reconciled") throw new Error(done.kind);
  return done;
}

export async function resumeNow({ deps }: Engine) {
  return resumeAllSending(deps, { now: current.now });
}

/** Every reader's lessons as they arrived, in order: `reader1@example.com: two-faces fears`. */
export async function lessonsByReader(): Promise<string[]> {
  const came = new Map<string, string[]>();
  for (const { to, tags } of await lightMails())
    if (tags.lesson) came.set(to.join(), [...(came.get(to.join()) ?? []), tags.lesson]);
  return [...came].map(([reader, lessons]) => `${reader}: ${lessons.join(" ")}`).sort();
}

/** What decides about the future: the ledger, the passages, the notices and who must not be mailed. */
export async function ledgerNow() {
  return {
    deliveries: await rows("SELECT * FROM deliveries ORDER BY 1, 2"),
    enrollments: await rows("SELECT * FROM enrollments ORDER BY id"),
    notices: await rows("SELECT id, state, status, provider_id FROM notices ORDER BY id"),
    suppressions: await rows("SELECT * FROM suppressions"),
    days: await rows("SELECT * FROM sending_days"),
    events: await rows("SELECT id FROM mail_events ORDER BY id"),
  };
}
