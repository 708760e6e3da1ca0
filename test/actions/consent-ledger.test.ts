/** The consent ledger: no row says anything else later, and each is kept for three years after the last mail, no longer and no shorter. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { changeAddress } from "../../src/actions/change-address.ts";
import { erasePerson } from "../../src/actions/erase-person.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { addressProofNotice } from "../../src/db/notices.ts";
import type { Deps, Env } from "../../src/deps.ts";
import { CONSENT_LIFE, DAY, MINUTE } from "../../src/domain/numbers.ts";
import { hashIdentity, signToken } from "../../src/domain/token.ts";
import { becomeReader, ownerToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";

const HANAKO = "hanako@example.com";
const NEW = "hanako@home.example.com";

test.each([
  ["address_hash = '0000000000000000000000'", "keeps its words"],
  ["wording = 'something else'", "keeps its words"],
  ["wording_version = '000000000000'", "keeps its words"],
  ["page = 'https://elsewhere.example/'", "keeps its words"],
  ["given_at = given_at - 1", "keeps its words"],
  ["utm = '{}', referrer = 'elsewhere.example'", "keeps its words"],
  ["network_hash = NULL, client_hash = NULL", "keeps its words"],
  ["id = id + 1000", "keeps its words"],
  ["confirmed_at = confirmed_at + 1", "confirmed once"],
  ["confirmed_at = NULL", "confirmed once"],
  ["last_mail_at = 1", "never an earlier one"],
  ["last_mail_at = NULL", "never an earlier one"],
])("the database refuses to set %s", async (change, why) => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await rows("UPDATE consents SET last_mail_at = ?1", current.now);
  const before = await rows("SELECT * FROM consents");

  await expect(rows(`UPDATE consents SET ${change}`)).rejects.toThrow(why);

  expect(await rows("SELECT * FROM consents")).toEqual(before);
});

test("the database refuses to remove a confirmed consent, whether or not a tick has ever come; an unconfirmed one may go", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await signUpAndRing(house.deps, "yuki@example.com");

  await expect(rows("DELETE FROM consents")).rejects.toThrow("kept for three years");
  await house.tick();
  await expect(rows("DELETE FROM consents WHERE confirmed_at IS NOT NULL")).rejects.toThrow("kept for three years");

  await rows("DELETE FROM consents WHERE confirmed_at IS NULL");
  expect(await rows("SELECT confirmed_at IS NOT NULL AS proved FROM consents")).toEqual([{ proved: 1 }]);
});

test("a reader who stopped keeps her consent for three years after her last mail, though she gave it earlier", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const last = await mailedAndStopped(house);

  expect(await ticked(house, last + CONSENT_LIFE - MINUTE)).toMatchObject({ consents_removed: 0 });
  expect(await rows("SELECT last_mail_at FROM consents")).toEqual([{ last_mail_at: last }]);
  expect(await ticked(house, last + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
  expect(await rows("SELECT 1 FROM consents")).toEqual([]);
});

test("a failed or skipped mail keeps nothing longer, one that nobody knows of does", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const last = await mailedAndStopped(house);
  await rows("UPDATE deliveries SET status = 'failed', reason = 'because', sent_at = NULL WHERE lesson = 'two-faces'");
  const first = Date.parse("2026-11-02T12:00:00+09:00");
  expect(await ticked(house, first + CONSENT_LIFE - MINUTE)).toMatchObject({ consents_removed: 0 });
  await rows("UPDATE deliveries SET status = 'unconfirmed', claimed_at = ?1 WHERE lesson = 'two-faces'", last);
  expect(await ticked(house, first + CONSENT_LIFE)).toMatchObject({ consents_removed: 0 });
  await rows("UPDATE deliveries SET status = 'skipped' WHERE lesson = 'two-faces'");
  await rows("UPDATE engine SET consents_from = 0");
  expect(await ticked(house, last + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
});

test("while a lesson may still come to her it stays, also when that is one added to the course later", async () => {
  const house = engine();
  const { deps } = house;
  await becomeReader(deps, HANAKO);
  await rows("UPDATE deliveries SET sent_at = 1, claimed_at = 1");
  await rows("UPDATE notices SET sent_at = 1");
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + 10 * CONSENT_LIFE);
  current.now += CONSENT_LIFE;

  const swept = (goesOn: boolean) => {
    const course = { ...deps.course, finishedGetNewLessons: goesOn };
    return sweep({ ...deps, course }, { now: current.now });
  };
  await rows("UPDATE engine SET last_tick_at = ?1", current.now);
  expect(await swept(false)).toMatchObject({ consents_removed: 0 });
  await rows("UPDATE enrollments SET next_lesson = NULL, next_due_at = NULL, completed_at = 1");
  current.now += CONSENT_LIFE;
  await rows("UPDATE engine SET last_tick_at = ?1", current.now);
  expect(await swept(true)).toMatchObject({ consents_removed: 0 });
  current.now += CONSENT_LIFE;
  await rows("UPDATE engine SET last_tick_at = ?1", current.now);
  expect(await swept(false)).toMatchObject({ consents_removed: 1 });
});

test("of an erased reader it is kept for three years after she was erased", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const erasedAt = await mailedAndStopped(house);
  await erase(house.deps, HANAKO);
  current.now += DAY;
  await erasePerson(house.deps, { token: await tokenOf(house.deps, HANAKO), now: current.now });

  expect(await ticked(house, erasedAt + CONSENT_LIFE - MINUTE)).toMatchObject({ consents_removed: 0 });
  expect(await ticked(house, erasedAt + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
});

test("of an address she left it is kept for three years after the move, of her new one after its own last mail", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  current.now += DAY;
  const movedAt = current.now;
  await move(house.deps);
  await stop(house.deps, NEW);
  const copied = "wording, wording_version, page, given_at, network_hash, client_hash";
  expect(await rows(`SELECT DISTINCT ${copied} FROM consents`)).toHaveLength(1);
  current.now += DAY;
  const erasedAt = current.now;
  await erase(house.deps, NEW);

  expect(await rows("SELECT last_mail_at FROM consents ORDER BY id")).toEqual([
    { last_mail_at: movedAt },
    { last_mail_at: erasedAt },
  ]);
  expect(await ticked(house, movedAt + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
  expect(await ticked(house, erasedAt + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
});

test("an address she left, and did not erase, keeps the consent for three years after the move", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  current.now += DAY;
  const movedAt = current.now;
  await move(house.deps);

  await ticked(house, movedAt + CONSENT_LIFE - MINUTE);
  expect(await rows("SELECT 1 FROM consents")).toHaveLength(2);
  expect(await ticked(house, movedAt + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
});

test("one that was never confirmed and belongs to a reader goes with the others of its age", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await stop(house.deps, HANAKO);
  current.now += DAY;
  await signUpAndRing(house.deps, HANAKO);
  await rows("UPDATE notices SET state = 'closed', status = 'skipped', reason = 'because' WHERE state <> 'closed'");

  expect(await ticked(house, current.now + CONSENT_LIFE)).toMatchObject({ consents_removed: 2 });
});

test("a thousand past their time go 200 a tick, and hers, who was mailed meanwhile, stays", async () => {
  const house = engine();
  await aged(1_000);
  await becomeReader(house.deps, HANAKO);
  current.now += CONSENT_LIFE - DAY;
  const left = [];
  for (let ticks = 0; ticks < 8; ticks += 2) {
    await house.tick();
    left.push((await rows("SELECT 1 FROM consents")).length);
  }

  expect(left).toEqual([601, 201, 1, 1]);
});

test("a tick reads no more rows for a thousand consents than for one, and looks for none before the oldest is past its time", async () => {
  const house = engine();
  await aged(1);
  await ticked(house, current.now);
  const one = await rowsOfIdleTick(house.deps);
  await aged(1_000);
  await rows("UPDATE engine SET consents_from = 0");
  await ticked(house, current.now);

  expect(await rowsOfIdleTick(house.deps)).toBe(one);
  const [{ consents_from } = { consents_from: 0 }] = await rows<{ consents_from: number }>("SELECT * FROM engine");
  const [{ oldest } = { oldest: 0 }] = await rows<{ oldest: number }>("SELECT min(given_at) AS oldest FROM consents");
  expect(consents_from).toBe(oldest + CONSENT_LIFE);
});

/** She gets her next lesson a day later, and stops. Returns when that was. */
async function mailedAndStopped(house: Engine): Promise<number> {
  await house.answerBells();
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();
  await stop(house.deps, HANAKO);
  return current.now;
}

/** What the first of two ticks at this moment tells. */
async function ticked(house: Engine, at: number) {
  current.now = at;
  return house.tick();
}

async function tokenOf(deps: Deps, email: string): Promise<string> {
  return signToken(deps.config.secrets, "owner", hashIdentity(deps.config.secrets, email), current.now + MINUTE);
}

async function erase(deps: Deps, email: string): Promise<void> {
  const erased = await erasePerson(deps, { token: await ownerToken(deps, email), now: current.now });
  expect(erased).toMatchObject({ kind: "erased", already: false });
}

/** To the new address, with the proof that a mail would carry there. */
async function move(deps: Deps): Promise<void> {
  const { db, config } = deps;
  const [id, addressHash, newHash] = ["a".repeat(22), ...[HANAKO, NEW].map((one) => hashIdentity(config.secrets, one))];
  await addressProofNotice(db, {
    id: id ?? "",
    addressHash: addressHash ?? "",
    newHash: newHash ?? "",
    newEmail: NEW,
    most: 2,
    now: current.now,
  }).run();
  await rows("UPDATE notices SET state = 'closed', status = 'sent', sent_at = ?1 WHERE state <> 'closed'", current.now);
  const token = signToken(config.secrets, "address", id ?? "", current.now + DAY);
  expect(await changeAddress(deps, { token, now: current.now })).toMatchObject({ kind: "changed" });
}

/** Confirmed consents of people who were erased, given in the minutes before now. */
async function aged(count: number): Promise<void> {
  await rows(
    `INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at)
      SELECT printf('%022d', value), 'I agree', '/', ?2 - value, ?2 - value FROM json_each(?1)`,
    JSON.stringify(Array.from({ length: count }, (_, index) => index)),
    current.now - DAY,
  );
}

async function rowsOfIdleTick(deps: Deps): Promise<number> {
  const { DB } = env as unknown as Env;
  let read = 0;
  const counted = (statement: D1PreparedStatement): D1PreparedStatement =>
    ({
      bind: (...values: unknown[]) => counted(statement.bind(...values)),
      all: async () => noted(await statement.all()),
      real: statement,
    }) as unknown as D1PreparedStatement;
  const noted = (result: D1Result) => {
    read += result.meta.rows_read;
    return result;
  };
  const db = {
    prepare: (sql: string) => counted(DB.prepare(sql)),
    batch: async (list: { real: D1PreparedStatement }[]) => (await DB.batch(list.map(({ real }) => real))).map(noted),
  };
  const { tick } = engine({ ...deps, db: db as unknown as D1Database });
  expect(await tick()).toMatchObject({ leftovers: false });
  return read;
}
