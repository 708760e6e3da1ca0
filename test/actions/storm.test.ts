/** Random storms of everything that can go wrong: afterwards each reader has each lesson once, or an explicit row that says why not. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { verifyWebhook } from "../../src/mail/webhook.ts";
import { current } from "../support/current.ts";
import { dying } from "../support/dying.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, clearFaults, moveTo, orderFaults, pullWebhooks } from "../support/post-office.ts";
import { type Random, seeded } from "../support/random.ts";

const READERS = 130;
const STEPS = 150;
const FAULTS = [
  "reset_before",
  "reset_after",
  "error_500",
  "error_500_after",
  "half_body",
  "unreadable_200",
  "limited",
  "daily_quota",
  "in_flight",
  "conflict",
  "refuse_batch_422",
  "refuse_indexes",
  "invalid_key",
] as const;

/** 24 once sent a mail twice: a batch refused as a whole, after an answer that got lost, was tried mail by mail. */
for (const seed of [1, 3, 24]) {
  test(`storm ${seed}`, async () => {
    const house = engine();
    await readers(READERS, { next: "intro-guide", course: house.deps.course });
    const random = seeded(seed);
    for (let step = 0; step < STEPS; step++) await somethingHappens(house, random);

    await calm(house);
    await everybodyIsAccountedFor(house);
  }, 60_000);
}

async function somethingHappens(house: Engine, random: Random) {
  switch (
    random.pick([
      "time",
      "tick",
      "ticks",
      "bells",
      "bells",
      "bells",
      "lost",
      "doubled",
      "fault",
      "stop",
      "news",
      "death",
    ])
  ) {
    case "time":
      return moveTo(current.now + random.pick([MINUTE, 11 * MINUTE, HOUR, 12 * HOUR, DAY]));
    case "tick":
      return ignoringDeath(tick(maybeDying(house, random)));
    case "ticks":
      return Promise.all([ignoringDeath(tick(maybeDying(house, random))), ignoringDeath(tick(house.deps))]);
    case "bells":
      return answerSome(house, random);
    case "lost":
      return house.rung.splice(0, random.under(3));
    case "doubled":
      return house.rung.push(...house.rung.slice(0, 3));
    case "fault":
      return orderFault(random);
    case "stop":
      return stopSomebody(house, random);
    case "news":
      return hearNews(house, random);
    case "death":
      return answerSome(house, random, true);
  }
}

async function orderFault(random: Random) {
  const kind = random.pick(FAULTS);
  const path = kind === "refuse_batch_422" ? { path: "/emails/batch" } : {};
  await orderFaults({ kind, indexes: [random.under(100)], retryAfter: 1, ...path });
}

async function tick(deps: Engine["deps"]) {
  await queueDueLessons(deps, { now: current.now });
  await sweep(deps, { now: current.now });
}

/** A few bells in any order, at the same time; some consumers die. */
async function answerSome(house: Engine, random: Random, deadly = false) {
  const due = house.rung.filter(({ at }) => at <= current.now);
  const chosen = due.filter(() => random.once(2)).slice(0, 6);
  for (const one of chosen) house.rung.splice(house.rung.indexOf(one), 1);
  await Promise.all(
    chosen.map(({ bell }) => {
      const deps = deadly ? maybeDying(house, random) : house.deps;
      return ignoringDeath(answerBell(deps, { bell, now: current.now }));
    }),
  );
}

function maybeDying({ deps }: Engine, random: Random): Engine["deps"] {
  if (random.once(2)) return deps;
  return dying(deps, { step: 1 + random.under(6), moment: random.pick(["before", "after"]) }).deps;
}

async function ignoringDeath(act: Promise<unknown>) {
  await act.catch((error: Error) => {
    if (error.name !== "Died") throw error;
  });
}

async function stopSomebody({ deps }: Engine, random: Random) {
  if (!random.once(4)) return;
  const [reader] = await rows<{ address_hash: string }>(
    "SELECT address_hash FROM subscribers WHERE id = ?1",
    1 + random.under(READERS),
  );
  const token = await signToken(deps.config.secrets, "unsubscribe", reader?.address_hash ?? "", null);
  await unsubscribe(deps, { token, now: current.now });
}

/** Webhooks late, doubled, in any order, some lost for good. */
async function hearNews({ deps }: Engine, random: Random) {
  const webhooks = (await pullWebhooks()).filter(() => !random.once(5)).slice(0, 60);
  webhooks.sort(() => random.next() - 0.5);
  for (const { headers, body } of [...webhooks, ...webhooks.slice(0, 5)]) {
    const event = verifyWebhook(deps.config.resend.webhookSecret, new Headers(headers), body, current.now);
    if (event) await recordMailEvent(deps, { event, now: current.now });
  }
}

/** The weather clears: three weeks of ordinary ticks, three a day. */
async function calm(house: Engine) {
  await clearFaults();
  for (let tick = 0; tick < 66; tick++) {
    await moveTo(current.now + DAY / 3);
    await house.tickAndSend();
  }
}

async function everybodyIsAccountedFor({ deps }: Engine) {
  const { many, counts } = await arrivals();
  expect(many).toEqual([]);
  expect(await rows("SELECT * FROM batches WHERE state <> 'closed'")).toEqual([]);

  const keys = deps.course.lessons.map(({ key }) => key);
  const passages = await rows<{ id: number; email: string; stopped: number; done: number }>(
    `SELECT e.id, s.email, e.stopped_at IS NOT NULL AS stopped, e.completed_at IS NOT NULL AS done
     FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id`,
  );
  const ledger = await rows<{ enrollment_id: number; lesson: string; status: string; reason: string | null }>(
    "SELECT enrollment_id, lesson, status, reason FROM deliveries",
  );
  for (const { id, email, stopped, done } of passages) {
    expect(stopped || done, `${email} is neither stopped nor done`).toBe(1);
    const hers = ledger.filter(({ enrollment_id }) => enrollment_id === id);
    expect(hers.map(({ lesson }) => lesson).sort(), `${email}: a hole in the course`).toEqual(
      keys.slice(0, stopped ? hers.length : keys.length).sort(),
    );
    for (const { lesson, status, reason } of hers) {
      const arrived = counts.get(`${email} ${lesson}`) ?? 0;
      if (status === "sent") expect(arrived, `${email} ${lesson} is sent`).toBe(1);
      else if (status === "unconfirmed") expect(reason).toBeTruthy();
      else
        expect({ status, reason, arrived }).toEqual({
          status: expect.stringMatching(/failed|skipped/),
          reason: expect.any(String),
          arrived: 0,
        });
    }
  }
}
