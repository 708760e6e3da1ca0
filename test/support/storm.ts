/** Everything that can go wrong, one thing after the other, as the seed draws it. */

import { answerBell } from "../../src/actions/answer-bell.ts";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { resumeAllSending } from "../../src/actions/resume-sending.ts";
import { sendCopy } from "../../src/actions/send-copy.ts";
import { stopSending } from "../../src/actions/stop-letter.ts";
import type { Deps } from "../../src/deps.ts";
import type { CompiledMail, CompiledMails } from "../../src/domain/compiled-mail.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { confirmAndDeliver, cron, hear, signUpAndRing, stop } from "./acts.ts";
import { current } from "./current.ts";
import { dying } from "./dying.ts";
import { type Engine, rows } from "./engine.ts";
import { failing } from "./failing.ts";
import { chooseAndConfirm } from "./letters.ts";
import { emitEvent, lightMails, moveTo, orderFaults, pullWebhooks, type Webhook } from "./post-office.ts";
import type { Random } from "./random.ts";

/** `late`: webhooks that were sent and have not arrived yet. */
export type Storm = { readonly house: Engine; readonly random: Random; readonly late: Webhook[] };

const EVENTS = [
  "time",
  "tick",
  "overlapping ticks",
  "bells",
  "bells",
  "bells",
  "bells lost",
  "bells doubled",
  "fault",
  "stop",
  "gossip",
  "quota news",
  "news",
  "deploy",
  "visitor",
  "letter",
  "copy",
] as const;

const FAULTS = [
  "reset_before",
  "reset_after",
  "error_500",
  "error_500_after",
  "half_body",
  "unreadable_200",
  "limited",
  "daily_quota",
  "monthly_quota",
  "in_flight",
  "conflict",
  "refuse_batch_422",
  "refuse_indexes",
  "invalid_key",
] as const;

const GOSSIP = ["email.complained", "email.bounced"] as const;

export async function somethingHappens(storm: Storm): Promise<unknown> {
  const { house, random } = storm;
  switch (random.pick(EVENTS)) {
    case "time":
      await moveTo(current.now + random.pick([MINUTE, 11 * MINUTE, HOUR, 12 * HOUR, DAY, 2 * DAY]));
      return authorResumes(house);
    case "tick":
      return maybeBroken(storm, cron);
    case "overlapping ticks":
      return Promise.all([maybeBroken(storm, cron), maybeBroken(storm, cron)]);
    case "bells":
      return answerSome(storm);
    case "bells lost":
      return house.rung.splice(0, random.under(3));
    case "bells doubled":
      return house.rung.push(...house.rung.slice(0, 3));
    case "fault":
      return orderFault(random);
    case "stop":
      return random.once(3) ? maybeBroken(storm, (deps) => stopSomebody(deps, random)) : undefined;
    case "gossip":
      return random.once(3) ? tellOfSomebody(random) : undefined;
    case "quota news":
      return random.once(3) ? swallow(storm) : undefined;
    case "news":
      return hearNews(storm);
    case "deploy":
      return random.once(2) ? Object.assign(house.deps, { mails: edited(house.deps.mails) }) : undefined;
    case "letter":
      return maybeBroken(storm, (deps) => authorWrites(deps, random));
    case "copy":
      return random.once(2) ? maybeBroken(storm, (deps) => authorCopies(deps, random)) : undefined;
    case "visitor":
      return maybeBroken(storm, (deps) => someoneComes(deps, random));
  }
}

/** Complaints stop the house soon: the author looks from time to time, and lets it go on. */
export async function authorResumes({ deps }: Engine): Promise<void> {
  const stops = await rows("SELECT 1 FROM engine WHERE stopped_at IS NOT NULL");
  if (stops.length > 0) await resumeAllSending(deps, { now: current.now });
}

/** Half of the time the Worker dies somewhere, or D1 fails it; whoever stands at the door sees only an error. */
async function maybeBroken({ house, random }: Storm, act: (deps: Deps) => Promise<unknown>): Promise<void> {
  const step = 1 + random.under(8);
  const broken = random.pick([
    () => house.deps,
    () => house.deps,
    () => dying(house.deps, { step, moment: random.pick(["before", "after"]) }).deps,
    () => failing(house.deps, { step, moment: random.pick(["before", "during", "after"]) }).deps,
  ]);
  await act(broken()).catch((error: Error) => {
    if (error.name !== "Died" && error.name !== "DatabaseFailed") throw error;
  });
}

/** A few bells in any order, at the same time. */
async function answerSome(storm: Storm) {
  const { house, random } = storm;
  const due = house.rung.filter(({ at }) => at <= current.now && random.once(2));
  const chosen = shuffled(due, random).slice(0, 6);
  for (const one of chosen) house.rung.splice(house.rung.indexOf(one), 1);
  await Promise.all(
    chosen.map(({ bell }) => maybeBroken(storm, (deps) => answerBell(deps, { bell, now: current.now }))),
  );
}

async function orderFault(random: Random) {
  const fault = { kind: random.pick(FAULTS), indexes: [random.under(100)], retryAfter: 1 };
  await orderFaults(random.once(2) ? fault : { ...fault, path: "/emails/batch" });
}

async function stopSomebody(deps: Deps, random: Random) {
  const people = await rows<{ email: string }>("SELECT email FROM subscribers ORDER BY id");
  await stop(deps, people[random.under(people.length)]?.email ?? "");
}

/** Something comes of a mail that arrived. */
async function tellOfSomebody(random: Random) {
  const mails = (await lightMails()).filter(isQuiet);
  const mail = mails[random.under(mails.length)];
  if (mail) await emitEvent(mail, random.pick(GOSSIP));
}

export function isGrave({ body }: Webhook): boolean {
  return body.includes('"email.failed"');
}

/** A mail that the provider had taken, and nobody heard of as delivered, failed for our quota after all. */
async function swallow({ late, random }: Storm) {
  late.push(...(await pullWebhooks()));
  const quiet = new Set((await lightMails()).filter(isQuiet).map(({ id }) => id));
  const unheard = late.filter((webhook) => isDelivered(webhook) && quiet.has(mailOf(webhook)));
  const one = unheard[random.under(unheard.length)];
  if (!one) return;
  late.splice(late.indexOf(one), 1);
  await emitEvent({ id: mailOf(one) }, "email.failed");
}

/** Nothing was told of it but that it arrived. */
function isQuiet({ last_event }: { last_event: string }): boolean {
  return last_event === "delivered";
}

function isDelivered({ body }: Webhook): boolean {
  return body.includes('"email.delivered"');
}

function mailOf({ body }: Webhook): string {
  return (JSON.parse(body) as { data: { email_id: string } }).data.email_id;
}

/** Webhooks late, doubled, in any order, some lost for good. News of a mail that did not go out, which nothing else tells, come again and again. */
async function hearNews(storm: Storm) {
  const { late, random } = storm;
  late.push(...(await pullWebhooks()));
  const arriving = shuffled(late.splice(0), random);
  const delayed = arriving.splice(60);
  late.push(...delayed.filter((webhook) => isGrave(webhook) || !random.once(10)), ...arriving.filter(isGrave));
  for (const webhook of [...arriving, ...arriving.slice(0, 5)]) {
    await maybeBroken(storm, (deps) => hear(deps, webhook));
  }
}

/** All mails get other words: what was tried before has other bytes from now on. */
function edited({ lessons, notices, letters }: CompiledMails): CompiledMails {
  return { lessons: withOtherWords(lessons), notices: withOtherWords(notices), letters: withOtherWords(letters) };
}

function withOtherWords<Mail extends CompiledMail>(mails: Readonly<Record<string, Mail>>): Record<string, Mail> {
  return Object.fromEntries(
    Object.entries(mails).map(([key, mail]) => [key, { ...mail, subject: `${mail.subject}。` }]),
  );
}

/** One of ten who come and go: she signs up, perhaps again, or presses the button of a link. */
async function someoneComes(deps: Deps, random: Random) {
  const email = `visitor${random.under(10)}@example.com`;
  if (random.once(2)) await signUpAndRing(deps, email);
  else await confirmAndDeliver(deps, email);
}

/** To everybody or to some, confirmed in the same breath; now and then a letter is stopped halfway. */
async function authorWrites(deps: Deps, random: Random) {
  const key = random.pick(["spring", "summer"]);
  if (random.once(4)) await stopSending(deps, { key, now: current.now });
  else await chooseAndConfirm(deps, { whom: random.pick(["finished", "under-way", "everybody"]) }, key);
}

async function authorCopies(deps: Deps, random: Random) {
  const lesson = random.pick(["intro-guide", "two-faces"]);
  const sent = await sendCopy(deps, { subscriberId: 1 + random.under(130), lesson, now: current.now });
  if (sent.kind === "sent") await deliverNow(deps, sent.batchIds);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const drawn = list.map((one) => ({ one, lot: random.next() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ one }) => one);
}
