/** How long consents are kept: three years after the last mail to their address, no longer and no shorter, whatever became of her. */

import { expect, test } from "vitest";
import { changeAddress } from "../../src/actions/change-address.ts";
import { erasePerson } from "../../src/actions/erase-person.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { addressProofNotice } from "../../src/db/notices.ts";
import type { Deps } from "../../src/deps.ts";
import { CONSENT_LIFE, DAY, MINUTE } from "../../src/domain/numbers.ts";
import { hashIdentity, signToken } from "../../src/domain/token.ts";
import { becomeReader, ownerToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";

const HANAKO = "hanako@example.com";
const NEW = "hanako@home.example.com";

test("a reader who stopped keeps her consent for three years after her last mail, though she gave it earlier", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const last = await mailedAndStopped(house);

  expect(await ticked(house, last + CONSENT_LIFE - MINUTE)).toMatchObject({ consents_removed: 0 });
  expect(await rows("SELECT last_mail_at FROM consents")).toEqual([{ last_mail_at: last }]);
  expect(await ticked(house, last + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
  expect(await rows("SELECT 1 FROM consents")).toEqual([]);
});

test.each([
  ["failed", false],
  ["skipped", false],
  ["unconfirmed", true],
])("a lesson and a notice that are %s count as her last mail: %s", async (status, counts) => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const first = current.now;
  const last = await mailedAndStopped(house);
  const became = `status = '${status}', reason = 'because', sent_at = NULL`;
  await rows(`UPDATE deliveries SET ${became}, claimed_at = ?1 WHERE lesson = 'two-faces'`, last);
  await noticed(house.deps, last, became);

  expect(await ticked(house, first + CONSENT_LIFE)).toMatchObject({ consents_removed: counts ? 0 : 1 });
  expect(await ticked(house, last + CONSENT_LIFE)).toMatchObject({ consents_removed: counts ? 1 : 0 });
});

test("a notice alone is a last mail too", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const last = await mailedAndStopped(house);
  await noticed(house.deps, last + DAY, "status = 'sent', sent_at = created_at");

  expect(await ticked(house, last + CONSENT_LIFE)).toMatchObject({ consents_removed: 0 });
  expect(await ticked(house, last + DAY + CONSENT_LIFE)).toMatchObject({ consents_removed: 1 });
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
  expect(await rows("SELECT last_mail_at FROM consents ORDER BY id")).toEqual([
    { last_mail_at: null },
    { last_mail_at: movedAt },
  ]);
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

/** She gets her next lesson a day later, and stops. Returns when that was. */
async function mailedAndStopped(house: Engine): Promise<number> {
  await house.answerBells();
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();
  await stop(house.deps, HANAKO);
  return current.now;
}

/** Another notice to her of this moment, which became this. */
async function noticed({ db }: Deps, at: number, became: string): Promise<void> {
  await db
    .prepare(`INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at)
      SELECT 'noticenoticenoticenot0', 'fresh-link', id, email, ?1, ?1 FROM subscribers`)
    .bind(at)
    .run();
  await rows(`UPDATE notices SET state = 'closed', ${became} WHERE id = 'noticenoticenoticenot0'`);
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
