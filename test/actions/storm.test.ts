/** Random storms of everything that can go wrong: afterwards each reader has each lesson once, or an explicit row that says why not. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { account, type Delivery, type Ledger } from "../support/accounting.ts";
import { hear } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, readers, rows } from "../support/engine.ts";
import { LEDGER_SQL } from "../support/ledger.ts";
import { houseWithLetters } from "../support/letters.ts";
import { clearFaults, lightMails, moveTo, pullWebhooks } from "../support/post-office.ts";
import { seeded } from "../support/random.ts";
import { authorResumes, isGrave, type Storm, somethingHappens } from "../support/storm.ts";

const READERS = 130;
const STEPS = 150;

/** Others by hand: `VITE_STORM_SEEDS="$(seq 100 199)" npm test -- test/actions/storm.test.ts`. */
const seeds = (import.meta.env.VITE_STORM_SEEDS ?? "1 3 24").split(/\s+/).map(Number);

for (const seed of seeds) {
  test(`storm ${seed}`, async () => {
    const house = houseWithLetters();
    await readers(READERS, { next: "intro-guide", course: house.deps.course });
    const storm: Storm = { house, random: seeded(seed), late: [] };
    for (let step = 0; step < STEPS; step++) await somethingHappens(storm);

    await calm(storm);
    await everybodyIsAccountedFor(house);
  }, 60_000);
}

/** The weather clears, and the last webhooks arrive: ordinary ticks for three weeks, three a day. */
async function calm({ house, late }: Storm) {
  await clearFaults();
  late.push(...(await pullWebhooks()));
  late.sort((a, b) => Number(isGrave(b)) - Number(isGrave(a)));
  for (const webhook of late.splice(0, late.filter(isGrave).length)) await hear(house.deps, webhook);
  for (let tick = 0; tick < 66; tick++) {
    await moveTo(current.now + DAY / 3);
    await authorResumes(house);
    await house.tickAndSend();
    for (const webhook of late.splice(0, 3)) await hear(house.deps, webhook);
  }
}

async function everybodyIsAccountedFor({ deps }: Engine) {
  const ledger: Ledger = {
    passages: await rows(LEDGER_SQL.passages),
    deliveries: await rows<Delivery>(LEDGER_SQL.deliveries),
    before: [],
    notices: await rows(LEDGER_SQL.notices),
    open: await rows(LEDGER_SQL.open),
  };
  const lessons = deps.course.lessons.map(({ key }) => key);
  expect(ledger.passages.length).toBeGreaterThanOrEqual(READERS);
  const arrived = (await lightMails()).filter(({ last_event }) => last_event !== "failed");
  expect(account(ledger, arrived, lessons).offences).toEqual([]);
  expect(
    await rows(`SELECT email FROM subscribers s WHERE s.confirmed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.subscriber_id = s.id)`),
    "confirmed and without a course",
  ).toEqual([]);
  expect(
    await rows("SELECT id FROM letters WHERE state NOT IN ('counted', 'done', 'stopped')"),
    "letters not over",
  ).toEqual([]);
  const counted = await rows<{ key: string; sent: number }>("SELECT key, sum(sent) AS sent FROM letters GROUP BY key");
  expect(counted.length).toBeGreaterThan(0);
  for (const { key, sent } of counted) {
    expect(await rows("SELECT count(*) AS sent FROM deliveries WHERE lesson = ?1 AND status = 'sent'", key)).toEqual([
      { sent },
    ]);
  }
}
