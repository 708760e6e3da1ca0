/** Everything held about one person: handed to her whole, or gone but for what the law and the shield keep. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { askFreshLink } from "../../src/actions/ask-fresh-link.ts";
import { changeConsultation, noteConsultation } from "../../src/actions/change-consultation.ts";
import { erasePerson } from "../../src/actions/erase-person.ts";
import { exportPerson } from "../../src/actions/export-person.ts";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { TABLES_ABOUT_HER } from "../../src/db/person.ts";
import type { Env } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { randomId } from "../../src/domain/random-id.ts";
import { becomeReader, courseToken, hear, ownerToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivedMails, emitEvent, orderFaults, pullWebhooks } from "../support/post-office.ts";
import { tellingHouse } from "../support/receiver.ts";
import { allRows } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";
const YUKI = "yuki@example.com";

/** Whatever names a person, directly or by a key that leads to her. */
const NAMES_A_PERSON = /^(email|address_hash|subscriber_id|enrollment_id|notice_id|consultation_id)$/;

/** Two readers with everything there can be about them. */
async function twoReaders(): Promise<Engine> {
  const house = tellingHouse();
  for (const email of [HANAKO, YUKI]) {
    await askToTalk(house.deps, email);
    await becomeReader(house.deps, email);
    await askFreshLink(house.deps, { token: await courseToken(house.deps, email), now: current.now });
    const guide = (await arrivedMails(email)).find(({ tags }) => tags.lesson);
    await pullWebhooks();
    await emitEvent(guide ?? { id: "" }, "email.bounced", { bounce: { type: "Transient", message: "full" } });
    for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  }
  await house.tickAndSend();
  return house;
}

/** Before she was a reader: the request is found by her address alone. The author answers it, and writes down what was said. */
async function askToTalk(deps: Engine["deps"], email: string): Promise<void> {
  const words = { name: "花", reach: "メール", times: "昼休み", topic: "", worksheet: "" };
  const from = parseAddress(email);
  if (from) await requestConsultation(deps, { from, words, now: current.now });
  const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM consultations WHERE email = ?1", email);
  await changeConsultation(deps, { id, from: "new", to: "answered", now: current.now });
  await noteConsultation(deps, { id, noteId: randomId(), typed: `${email} と話した`, now: current.now });
}

test("every table with a person in it is handed out and erased: a new one is noticed here", async () => {
  const { DB } = env as unknown as Env;
  const columns = await DB.prepare(
    `SELECT m.name AS place, p.name AS named FROM sqlite_schema m, pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT GLOB '_cf_*' AND m.name NOT GLOB 'sqlite_*' AND m.name NOT GLOB 'd1_*'`,
  ).all<{ place: string; named: string }>();
  const tables = columns.results.filter(({ named }) => NAMES_A_PERSON.test(named)).map(({ place }) => place);
  expect(tables.length).toBeGreaterThan(5);
  expect(TABLES_ABOUT_HER).toEqual(expect.arrayContaining([...new Set(tables)]));
});

test("her copy has every row about her and none about anybody else", async () => {
  const { deps } = await twoReaders();

  const exported = await exportPerson(deps, { token: await ownerToken(deps, HANAKO), now: current.now });

  if (exported.kind !== "exported") throw new Error(exported.kind);
  const counts = Object.fromEntries(Object.entries(exported.tables).map(([table, all]) => [table, all.length]));
  expect(counts).toEqual({
    ...{ subscribers: 1, clocks: 1, former_addresses: 0, consents: 1, enrollments: 1, deliveries: 1 },
    ...{
      consultations: 1,
      consultation_changes: 1,
      consultation_notes: 1,
      outgoing_webhooks: 2,
      notices: 4,
      mail_events: 1,
      suppressions: 0,
      suppression_changes: 0,
    },
  });
  expect(JSON.stringify(exported.tables)).toContain(HANAKO);
  expect(JSON.stringify(exported.tables)).not.toContain(YUKI);
});

test("erased, nothing of her is left but her consent by its hash; the other reader keeps every row", async () => {
  const house = await twoReaders();
  const before = JSON.stringify(await everythingOf(house, YUKI));
  const [{ hash } = { hash: "" }] = await rows<{ hash: string }>(
    "SELECT address_hash AS hash FROM subscribers WHERE email = ?1",
    HANAKO,
  );

  const token = await ownerToken(house.deps, HANAKO);
  expect(await erasePerson(house.deps, { token, now: current.now })).toEqual({
    kind: "erased",
    already: false,
    mailUnderWay: false,
  });

  const left = Object.entries(await allRows()).filter(([, all]) => /hanako/.test(JSON.stringify(all)));
  expect(left).toEqual([]);
  const named = Object.entries(await allRows()).filter(([, all]) => JSON.stringify(all).includes(hash));
  expect(named.map(([table]) => table)).toEqual(["consents"]);
  expect(await rows("SELECT count(*) AS n FROM deliveries")).toEqual([{ n: 1 }]);
  expect(await rows("SELECT count(*) AS n FROM mail_events")).toEqual([{ n: 1 }]);
  for (const table of ["consultation_changes", "consultation_notes"])
    expect(await rows(`SELECT 1 FROM ${table}`)).toHaveLength(1);
  expect(await rows("SELECT 1 FROM outgoing_webhooks")).toHaveLength(2);
  expect(JSON.stringify(await everythingOf(house, YUKI))).toBe(before);
  expect(await erasePerson(house.deps, { token, now: current.now })).toMatchObject({ already: true });
});

test("a suppression outlives her, and a consent she never confirmed does not", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const token = await ownerToken(deps, HANAKO);
  await deps.db.prepare("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers").run();
  await deps.db
    .prepare(
      "INSERT INTO consents (address_hash, wording, page, given_at) SELECT address_hash, '', '', 1 FROM subscribers",
    )
    .run();

  await erasePerson(deps, { token, now: current.now });

  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
  expect(await rows("SELECT confirmed_at IS NOT NULL AS proved FROM consents")).toEqual([{ proved: 1 }]);
});

test("a mail under way is owned up to, ends without her, and the batch closes", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await house.answerBells();
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await orderFaults({ kind: "reset_after" });
  await house.tickAndSend();

  const erased = await erasePerson(house.deps, { token: await ownerToken(house.deps, HANAKO), now: current.now });
  current.now += 11 * MINUTE;
  await house.tickAndSend();

  expect(erased).toMatchObject({ mailUnderWay: true });
  expect(await rows("SELECT state, sealed FROM batches WHERE lesson = 'two-faces'")).toEqual([
    { state: "closed", sealed: null },
  ]);
  expect(await rows("SELECT * FROM deliveries")).toEqual([]);
});

test("who was erased may sign up again and begins anew", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await erasePerson(deps, { token: await ownerToken(deps, HANAKO), now: current.now });
  current.now += HOUR;

  await becomeReader(deps, HANAKO);

  expect(await rows("SELECT lesson, status FROM deliveries")).toEqual([{ lesson: "intro-guide", status: "sent" }]);
});

test("a lesson's link, an old one, or anybody else's neither hands out nor erases", async () => {
  const { deps } = await twoReaders();
  const now = current.now;
  const before = await allRows();
  const lessonLink = await courseToken(deps, HANAKO);
  const old = await ownerToken(deps, HANAKO);

  expect(await exportPerson(deps, { token: lessonLink, now })).toEqual({ kind: "forged" });
  expect(await erasePerson(deps, { token: lessonLink, now })).toEqual({ kind: "forged" });
  expect(await exportPerson(deps, { token: old, now: now + 2 * HOUR })).toEqual({ kind: "expired" });
  expect(await erasePerson(deps, { token: old, now: now + 2 * HOUR })).toEqual({ kind: "expired" });
  expect(await allRows()).toEqual(before);
});

test("fresh links go to her own address, two in 24 hours, also after a stop, and none to a suppressed address", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await stop(house.deps, HANAKO);
  const ask = async () => {
    const asked = await askFreshLink(house.deps, { token: await courseToken(house.deps, HANAKO), now: current.now });
    return asked.kind;
  };

  expect([await ask(), await ask(), await ask()]).toEqual(["on-its-way", "on-its-way", "enough"]);
  current.now += DAY;
  await house.tickAndSend();
  expect((await arrivedMails(HANAKO)).filter(({ text }) => text.includes("/course/own?t="))).toHaveLength(2);
  expect(await ask()).toBe("on-its-way");
  await house.deps.db.prepare("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers").run();
  expect(await ask()).toBe("unreachable");
});

test("nobody who has not confirmed has a page to ask from", async () => {
  const { deps } = engine();
  await signUpAndRing(deps, HANAKO);
  expect(await askFreshLink(deps, { token: await courseToken(deps, HANAKO), now: current.now })).toEqual({
    kind: "gone",
  });
});

async function everythingOf({ deps }: Engine, email: string) {
  return exportPerson(deps, { token: await ownerToken(deps, email), now: current.now });
}
