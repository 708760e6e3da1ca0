/** The funnel counts people, each once at each step, whatever is told twice, late or in another order. */

import { expect, test } from "vitest";
import { signUp } from "../../src/actions/sign-up.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { weekOf } from "../../src/domain/funnel.ts";
import { DAY } from "../../src/domain/numbers.ts";
import type { Source } from "../../src/domain/source.ts";
import { askAndRing, confirmAndDeliver, hear, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails, emitEvent, orderFaults, pullWebhooks } from "../support/post-office.ts";

const HANA = "hana@example.com";

type Row = { week: number; source: string; step: string; people: number };

/** "step people" of everybody, in one week or in all. */
async function counts(source = "*"): Promise<string[]> {
  const found = await rows<Row>("SELECT * FROM funnel WHERE source = ?1 AND people <> 0 ORDER BY week, step", source);
  return found.map(({ step, people }) => `${step} ${people}`);
}

async function signUpFrom(deps: Parameters<typeof signUp>[0], email: string, source: Source): Promise<void> {
  const address = parseAddress(email);
  if (!address) throw new Error("impossible address");
  const from = { page: "/", source, network: null, client: null, browserSignedUp: null, isUnproved: false };
  await signUp(deps, { address, name: "", wording: "I agree", ...from, now: current.now });
}

test("from sign-up to consultation she is one person at each step, however often she repeats it", async () => {
  const house = engine();
  for (let time = 0; time < 2; time++) await signUpAndRing(house.deps, HANA);
  await house.answerBells();
  for (let time = 0; time < 2; time++) await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();
  for (let time = 0; time < 2; time++) await askAndRing(house.deps, HANA);

  expect(await counts()).toEqual(["confirm 1", "consultation 1", "lesson:intro-guide 1", "sign-up 1"]);
  expect(await counts("")).toEqual(await counts());
});

test("she stays in the week and with the source of her first sign-up", async () => {
  const house = engine();
  const first = weekOf("Asia/Tokyo", current.now);
  await signUpFrom(house.deps, HANA, { utm: { utm_source: "note" }, referrer: "note.com" });
  current.now += 8 * DAY;
  await signUpFrom(house.deps, HANA, { utm: {}, referrer: "blog.example" });
  await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();

  const found = await rows<Row>("SELECT * FROM funnel WHERE source <> '*' ORDER BY step");
  expect(found.map(({ week, source, step }) => [week, source, step])).toEqual([
    [first, "note", "confirm"],
    [first, "note", "lesson:intro-guide"],
    [first, "note", "sign-up"],
  ]);
});

test("a link that says it comes from everybody comes from somebody", async () => {
  const house = engine();
  await signUpFrom(house.deps, HANA, { utm: { utm_source: "*" }, referrer: null });
  expect(await counts()).toEqual(["sign-up 1"]);
});

test("a lesson counts when it is sent, not when it is refused", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANA);
  await house.answerBells();
  await orderFaults({ kind: "refuse_indexes", indexes: [0] });
  await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();
  expect(await rows("SELECT status FROM deliveries")).toEqual([{ status: "failed" }]);
  expect(await counts()).toEqual(["confirm 1", "sign-up 1"]);
});

test("news of the provider, before our own record or after, twice, count her once", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANA);
  await house.answerBells();
  await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();
  const mail = (await arrivedMails(HANA)).find(({ tags }) => tags.lesson);
  if (!mail) throw new Error("no lesson came");
  await pullWebhooks();
  for (let time = 0; time < 2; time++) await emitEvent(mail, "email.delivered");
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  expect(await counts()).toContain("lesson:intro-guide 1");

  await rows("UPDATE deliveries SET status = 'unconfirmed', reason = 'test', sent_at = NULL, delivered_at = NULL");
  await rows("UPDATE funnel SET people = 0 WHERE step LIKE 'lesson:%'");
  for (let time = 0; time < 2; time++) await emitEvent(mail, "email.delivered");
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  expect(await counts()).toContain("lesson:intro-guide 1");
});

test("what the provider failed to send after all is taken back", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANA);
  await house.answerBells();
  await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();
  const mail = (await arrivedMails(HANA)).find(({ tags }) => tags.lesson);
  if (!mail) throw new Error("no lesson came");
  await pullWebhooks();
  for (let time = 0; time < 2; time++) await emitEvent(mail, "email.failed", { failed: { reason: "no" } });
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  expect(await counts()).toEqual(["confirm 1", "sign-up 1"]);
});

test("starting again from a lesson is no second person", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANA);
  await house.answerBells();
  await confirmAndDeliver(house.deps, HANA);
  await house.answerBells();
  await rows("UPDATE enrollments SET replaced_at = 1, next_due_at = NULL, next_lesson = NULL");
  await rows(`INSERT INTO enrollments (subscriber_id, course, part, from_lesson, next_lesson, next_due_at, created_at)
    SELECT subscriber_id, course, 1, 'intro-guide', 'intro-guide', ${current.now}, ${current.now} FROM enrollments`);
  await house.tickAndSend();
  expect(await rows("SELECT 1 FROM deliveries WHERE status = 'sent'")).toHaveLength(2);
  expect(await counts()).toContain("lesson:intro-guide 1");
});
