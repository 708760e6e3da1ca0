/** Bringing readers in: looked at first, asked one by one, within the quota, and nobody who said no. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { beginImport } from "../../src/actions/begin-import.ts";
import { DAY, MINUTE, UNCONFIRMED_LIFE } from "../../src/domain/numbers.ts";
import { becomeReader, confirmAndDeliver, confirmNow, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { fileOf, imported, lineOf, tried, WORDING } from "../support/import-file.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";
const YUKI = "yuki@example.com";
const RIN = "rin@example.com";

test("looking changes nothing; done, she gets one mail that asks, and no lesson before she confirms", async () => {
  const house = engine();
  const before = await allRows();
  const looked = await tried(house.deps, fileOf(lineOf(HANAKO)));
  expect(looked).toMatchObject({ kind: "tried", verdicts: [{ line: 2, kind: "new" }], takenAt: null });
  expect(await allRows()).toEqual(before);

  expect(await imported(house.deps, fileOf(lineOf(HANAKO)))).toMatchObject({ kind: "begun", lines: 1 });
  await work(house);
  current.now += 2 * DAY;
  await work(house);

  expect((await arrivedMails(HANAKO)).map(({ tags }) => tags.notice === undefined)).toEqual([false]);
  expect((await arrivedMails(HANAKO))[0]?.text).toContain("/confirm?t=");
  await confirmAndDeliver(house.deps, HANAKO);
  expect((await arrivedMails(HANAKO)).map(({ tags }) => tags.lesson)).toEqual([undefined, "intro-guide"]);
  expect(
    await rows("SELECT wording, page, given_at, confirmed_at, imported_at IS NOT NULL AS brought FROM consents"),
  ).toEqual([
    {
      ...{ wording: WORDING, page: "セミナーの申込書", brought: 1 },
      ...{ given_at: Date.parse("2026-10-03T00:00:00+09:00"), confirmed_at: current.now },
    },
  ]);
});

test("who does not answer is forgotten after 14 days like everybody, and of the file only line numbers are left", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO), lineOf(YUKI)));
  await work(house);
  await confirmNow(house.deps, YUKI);
  current.now += UNCONFIRMED_LIFE + MINUTE;
  await work(house);

  expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: YUKI }]);
  const { notices: _, ...left } = await allRows();
  expect(JSON.stringify(left)).not.toContain(HANAKO);
  expect(await rows("SELECT line, email, address_hash, wording, outcome FROM import_rows")).toEqual(
    [2, 3].map((line) => ({ line, email: null, address_hash: null, wording: null, outcome: "asked" })),
  );
});

test("already confirmed elsewhere, she is a reader at once and her course begins with the first lesson at the next hour", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO)), "already_confirmed");
  await work(house);
  expect(await arrivedMails(HANAKO)).toEqual([]);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await work(house);
  current.now += DAY;
  await work(house);

  const lessons = (await arrivedMails(HANAKO)).map(({ tags }) => tags.lesson);
  expect(lessons).toEqual(["intro-guide", "two-faces"]);
  const stopLink = (await arrivedMails(HANAKO))[0]?.headers["List-Unsubscribe"];
  expect(stopLink).toContain("/unsubscribe?t=");
  expect(await rows("SELECT confirmed_at FROM consents")).toEqual([
    { confirmed_at: Date.parse("2026-10-04T00:00:00+09:00") },
  ]);
});

test.each([
  ["suppressed", (house: Engine) => suppressed(house)],
  ["unsubscribed", (house: Engine) => becomeReader(house.deps, HANAKO).then(() => stop(house.deps, HANAKO))],
  ["reader", (house: Engine) => becomeReader(house.deps, HANAKO)],
  ["waiting", (house: Engine) => signUpAndRing(house.deps, HANAKO)],
  ["queued", (house: Engine) => imported(house.deps, fileOf(lineOf("hanako@EXAMPLE.com"), lineOf(YUKI)))],
] as const)("an address that is %s is skipped, and said to be", async (why, make) => {
  const house = engine();
  await make(house);
  await house.answerBells();
  const mails = (await arrivedMails(HANAKO)).length;

  const looked = await tried(house.deps, fileOf(lineOf("Hanako@example.com"), lineOf(RIN)));
  expect(looked).toMatchObject({
    verdicts: [
      { line: 2, kind: "skipped", why },
      { line: 3, kind: "new" },
    ],
  });
  await imported(house.deps, fileOf(lineOf("Hanako@example.com"), lineOf(RIN)));
  if (why === "queued") return;
  await work(house);

  expect((await arrivedMails(RIN)).length).toBe(1);
  expect((await arrivedMails(HANAKO)).length).toBe(mails);
});

test.each([
  ["suppressed", (house: Engine) => suppressed(house)],
  ["waiting", (house: Engine) => signUpAndRing(house.deps, HANAKO)],
  ["reader", (house: Engine) => becomeReader(house.deps, HANAKO)],
] as const)("what changes between the import and her turn counts: %s", async (outcome, meanwhile) => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO)));
  await meanwhile(house);
  await house.answerBells();
  const before = (await arrivedMails(HANAKO)).length;
  const consents = await rows("SELECT * FROM consents");
  await house.tick();

  expect(await rows("SELECT outcome FROM import_rows")).toEqual([{ outcome }]);
  await house.answerBells();
  expect((await arrivedMails(HANAKO)).length - before).toBe(0);
  expect(await rows("SELECT * FROM consents")).toEqual(consents);
});

test("the same file is taken once; another key, or another file, does nothing", async () => {
  const house = engine();
  const file = fileOf(lineOf(HANAKO));
  await imported(house.deps, file);
  const after = await allRows();
  expect(await imported(house.deps, file)).toMatchObject({ kind: "taken" });
  const wish = { bytes: fileOf(lineOf(YUKI)), mode: "ask", zone: house.deps.course.zone, now: current.now } as const;
  const done = await beginImport(
    { db: house.deps.db, secrets: house.deps.config.secrets },
    { ...wish, mostRows: 10, key: "0123456789ab", atOnce: 1 },
  );
  expect(done).toMatchObject({ kind: "changed", tried: { kind: "tried", verdicts: [{ kind: "new" }] } });
  expect(await allRows()).toEqual(after);
});

test("one whose lines never all came is removed after a day, and nothing of it is ever mailed", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO)));
  await rows("UPDATE imports SET ready_at = NULL");
  await work(house);
  expect(await count("import_rows")).toBe(1);
  current.now += DAY;
  await work(house);
  expect([await count("imports"), await count("import_rows"), await count("notices")]).toEqual([0, 0, 0]);
});

test("she who had everything erased after the consent of the file is not brought back by it; by a newer consent she is asked", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await rows("UPDATE consents SET last_mail_at = ?1", current.now);
  await rows("DELETE FROM subscribers");
  expect(await tried(house.deps, fileOf(lineOf(HANAKO)))).toMatchObject({ verdicts: [{ why: "erased" }] });
  current.now += 2 * DAY;
  expect(await tried(house.deps, fileOf(lineOf(HANAKO, { at: "2026-11-04" })))).toMatchObject({
    verdicts: [{ kind: "new" }],
  });
});

test("whatever stands against whom and whatever the file holds, twice imported is once, and nobody but the new is mailed", async () => {
  const kinds = ["new", "suppressed", "waiting", "reader", "unsubscribed", "no wording"] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 8 }), async (people) => {
      const house = engine();
      const run = crypto.randomUUID().slice(0, 8);
      const emails = people.map((kind, place) => `${kind.replace(" ", "-")}-${place}-${run}@example.com`);
      for (const [place, kind] of people.entries()) await stand(house, emails[place] ?? "", kind);
      const lines = people.map((kind, place) =>
        lineOf(emails[place] ?? "", kind === "no wording" ? { wording: "" } : {}),
      );
      const file = fileOf(...lines, lines[0] ?? "");
      const looked = await tried(house.deps, file);
      if (looked.kind !== "tried") throw new Error(looked.kind);
      expect(looked.verdicts.map(({ line }) => line)).toEqual(
        lines.map((_, place) => place + 2).concat(lines.length + 2),
      );
      for (let time = 0; time < 2; time++) {
        await imported(house.deps, file);
        await house.tick();
      }
      const asked = await rows<{ email: string }>("SELECT email FROM notices WHERE email LIKE ?1", `%${run}%`);
      const mailed = asked.map(({ email }) => email).sort();
      expect(mailed).toEqual(emails.filter((_, place) => people[place] === "new").sort());
    }),
    { numRuns: 6 },
  );
});

async function stand(house: Engine, email: string, kind: string): Promise<void> {
  if (kind === "new" || kind === "no wording") return;
  await imported(house.deps, fileOf(lineOf(email)));
  await house.tick();
  await rows("DELETE FROM notices WHERE email = ?1", email);
  if (kind === "waiting") return;
  await confirmNow(house.deps, email);
  if (kind === "unsubscribed") await stop(house.deps, email);
  if (kind === "suppressed") {
    await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers WHERE email = ?1", email);
    await rows("DELETE FROM subscribers WHERE email = ?1", email);
  }
}

async function suppressed(house: Engine): Promise<void> {
  await becomeReader(house.deps, HANAKO);
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers");
  await rows("DELETE FROM subscribers");
}

async function work(house: Engine): Promise<void> {
  await house.tick();
  await house.answerBells();
}

async function count(table: string): Promise<number> {
  return (await rows(`SELECT 1 FROM ${table}`)).length;
}
