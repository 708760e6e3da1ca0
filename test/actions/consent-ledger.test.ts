/** The consent ledger: no row says anything else later, the database sees to it, and a large one costs a tick nothing. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Deps, Env } from "../../src/deps.ts";
import { CONSENT_LIFE, DAY } from "../../src/domain/numbers.ts";
import { becomeReader, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";

const HANAKO = "hanako@example.com";

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
  await house.tick();
  const one = await rowsOfIdleTick(house.deps);
  await aged(1_000);
  await rows("UPDATE engine SET consents_from = 0");
  await house.tick();

  expect(await rowsOfIdleTick(house.deps)).toBe(one);
  const [{ consents_from } = { consents_from: 0 }] = await rows<{ consents_from: number }>("SELECT * FROM engine");
  const [{ oldest } = { oldest: 0 }] = await rows<{ oldest: number }>("SELECT min(given_at) AS oldest FROM consents");
  expect(consents_from).toBe(oldest + CONSENT_LIFE);
});

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
