/** Asking for a consultation: stored once, told to her and to the author, and nobody is asked again to ask. */

import { expect, test } from "vitest";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { parseAddress } from "../../src/domain/address.ts";
import type { ConsultationWords } from "../../src/domain/consultation.ts";
import { CONSULTS_IN_ALL, DAY, HOUR } from "../../src/domain/numbers.ts";
import { confirmAndDeliver, confirmNow, hear, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, emitEvent, orderFaults, pullWebhooks } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";
const AUTHOR = "author@example.com";
const WORDS: ConsultationWords = {
  name: "花子",
  reach: "メールをご希望",
  times: "第一希望：11月10日（火）夜21時から",
  topic: "残るか移るか、\n決めかねています。",
  worksheet: "",
};

test("she gets a word that it came, and the author everything she wrote, line by line", async () => {
  const house = engine();
  await ask(house, { worksheet: "一行目\n二行目" });
  await house.answerBells();

  const [hers] = await arrivedMails(HANAKO);
  expect(hers).toMatchObject({ subject: "個別相談のお申し込みを受けとりました" });
  expect(hers?.text).not.toContain("花子");
  const [toAuthor] = await arrivedMails(AUTHOR);
  expect(toAuthor?.subject).toBe("個別相談のお申し込みがありました");
  for (const words of [
    "花子",
    "メールをご希望\nメールアドレス：hanako@example.com",
    WORDS.times,
    WORDS.topic,
    "一行目\n二行目",
  ]) {
    expect(toAuthor?.text).toContain(words);
  }
  expect(toAuthor?.html).toContain("残るか移るか、<br/>決めかねています。");
  expect(toAuthor?.text).toContain("コースの読者ではない方");
  expect(await rows("SELECT status, subscriber_id, created_at FROM consultations")).toEqual([
    { status: "new", subscriber_id: null, created_at: current.now },
  ]);
});

test("of a reader the author is told which mails she has had, in order, whatever address form she typed", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  await confirmAndDeliver(house.deps, HANAKO);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();

  await ask(house, {}, { email: "Hanako@EXAMPLE.com" });
  await house.answerBells();

  const [first, second, third] = house.deps.course.lessons;
  const [toAuthor] = await arrivedMails(AUTHOR);
  expect(toAuthor?.text).toContain(`・${first?.subject}\n・${second?.subject}\n`);
  expect(toAuthor?.text).not.toContain(third?.subject);
  expect(await rows("SELECT 1 FROM consultations WHERE subscriber_id IS NOT NULL")).toHaveLength(1);
});

test("her words can be nothing but words: no markup, no header, no mark", async () => {
  const house = engine();
  const wicked = `<script>alert(1)</script>\r\nBcc: all@example.com\n{{unsubscribe_url}} "&'<a href="https://evil.example">`;
  await ask(house, { name: "<b>花</b>", topic: wicked, worksheet: wicked });
  await house.answerBells();
  const [toAuthor] = await arrivedMails(AUTHOR);
  expect(toAuthor?.html).not.toMatch(/<script|<b>花|href="https:\/\/evil/);
  expect(toAuthor?.html).toContain("&#60;script&#62;alert(1)&#60;/script&#62;<br/>Bcc: all@example.com<br/>");
  expect(toAuthor?.text).toContain("{{unsubscribe_url}}");
  expect(JSON.stringify([toAuthor?.headers, toAuthor?.to, toAuthor?.subject])).not.toContain("all@example.com");
});

test("a form sent twice is one request and two mails; sent again with a word mended, it is another request", async () => {
  const house = engine();
  expect(await ask(house, {})).toHaveLength(2);
  expect(await ask(house, {})).toEqual([]);
  await house.answerBells();
  expect(await ask(house, {})).toEqual([]);
  expect(await ask(house, { topic: "電話番号を書き忘れました。" })).toHaveLength(2);
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 4 });
  expect(await rows("SELECT id FROM consultations")).toHaveLength(2);
});

test("two hands at once on one form are one request", async () => {
  const house = engine();
  const both = await Promise.all([ask(house, {}), ask(house, {})]);
  expect(both.flat()).toHaveLength(2);
});

test("one address has three requests a day, and the next day again", async () => {
  const house = engine();
  for (let time = 0; time < 4; time++) await ask(house, { topic: `${time}` });
  expect(await rows("SELECT id FROM consultations")).toHaveLength(3);
  expect(await ask(house, {}, { email: "yuki@example.com" })).toHaveLength(2);

  current.now += DAY;
  expect(await ask(house, { topic: "翌日" })).toHaveLength(2);
});

test("in a day no more requests are taken than one author can answer", async () => {
  const house = engine();
  for (let one = 0; one <= CONSULTS_IN_ALL; one++) await ask(house, {}, { email: `reader${one}@example.com` });
  expect(await rows("SELECT id FROM consultations")).toHaveLength(CONSULTS_IN_ALL);
  current.now += DAY;
  expect(await ask(house, {}, { email: `reader${CONSULTS_IN_ALL}@example.com` })).toHaveLength(2);
});

test("a suppressed address gets no mail, and the author hears of her all the same", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers");
  await ask(house, {});
  await house.answerBells();
  expect(await arrivedMails(HANAKO)).toEqual([]);
  expect(await arrivedMails(AUTHOR)).toHaveLength(1);
  expect(await rows("SELECT status, reason FROM notices WHERE kind = 'consultation-received'")).toEqual([
    { status: "skipped", reason: "complaint" },
  ]);
});

test("whoever has stopped the course may ask, and is answered", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  await confirmNow(house.deps, HANAKO);
  await stop(house.deps, HANAKO);
  await ask(house, {});
  await house.answerBells();
  expect((await arrivedMails(HANAKO)).map(({ subject }) => subject)).toContain("個別相談のお申し込みを受けとりました");
});

for (const kind of ["reset_after", "error_500_after", "half_body"]) {
  test(`no answer (${kind}): asked again with the same bytes, whatever changed meanwhile, and each mail comes once`, async () => {
    const house = engine();
    await signUpAndRing(house.deps, HANAKO);
    await confirmNow(house.deps, HANAKO);
    await house.answerBells();
    await orderFaults({ kind, times: 2 });
    await ask(house, {});
    await house.answerBells();
    expect(await rows("SELECT 1 FROM notices WHERE state = 'sealed'")).toHaveLength(2);
    await rows("UPDATE consultations SET status = 'answered', topic = 'changed', email = 'other@example.com'");
    current.now = Date.parse("2026-11-02T13:00:00+09:00");
    await rows("UPDATE deliveries SET sent_at = NULL, status = 'claimed'");

    await house.tickAndSend();

    expect(await rows("SELECT status, reason FROM notices WHERE consultation_id IS NOT NULL")).toEqual([
      { status: "sent", reason: null },
      { status: "sent", reason: null },
    ]);
    expect(await arrivals()).toMatchObject({ many: [] });
    expect(await arrivedMails(AUTHOR)).toHaveLength(1);
  });
}

test("bells that are lost lose nothing: the sweep rings again", async () => {
  const house = engine();
  await request(house, {});
  current.now += HOUR;
  await house.tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 2 });
});

test("what the provider took and then failed for the quota is owed again, with the same words", async () => {
  const house = engine();
  await ask(house, {});
  await house.answerBells();
  const [toAuthor] = await arrivedMails(AUTHOR);
  if (!toAuthor) throw new Error("no mail to the author");
  await pullWebhooks();
  await emitEvent(toAuthor, "email.failed", { failed: { reason: "reached_daily_quota" } });
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  expect(
    await rows("SELECT 1 FROM notices WHERE kind = 'consultation-request' AND consultation_id IS NOT NULL"),
  ).toHaveLength(2);
});

test("a complaint about the word that it came suppresses her address; one about the author's mail nobody's", async () => {
  const house = engine();
  await ask(house, {});
  await house.answerBells();
  const complaints = [await arrivedMails(AUTHOR), await arrivedMails(HANAKO)];
  for (const [index, [mail]] of complaints.entries()) {
    if (!mail) throw new Error("no mail");
    await pullWebhooks();
    await emitEvent(mail, "email.complained");
    for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
    expect(await rows("SELECT reason FROM suppressions")).toHaveLength(index);
  }
});

test("erasing a reader takes her requests along; a stranger's, whose sign-up is forgotten, stays", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  await confirmNow(house.deps, HANAKO);
  await signUpAndRing(house.deps, "yuki@example.com");
  await ask(house, {});
  await ask(house, {}, { email: "yuki@example.com" });
  await rows("DELETE FROM subscribers");
  expect(await rows("SELECT email FROM consultations")).toEqual([{ email: "yuki@example.com" }]);
});

async function request({ deps }: Engine, change: Partial<ConsultationWords>, { email = HANAKO } = {}) {
  const from = parseAddress(email);
  if (!from) throw new Error("impossible address");
  const words = { ...WORDS, ...change };
  return requestConsultation(deps, { from, words, now: current.now });
}

/** As its route does it. Returns the mails that now wait. */
async function ask(house: Engine, change: Partial<ConsultationWords>, from?: { email: string }) {
  const { noticeIds } = await request(house, change, from);
  house.rung.push(...noticeIds.map((notice) => ({ bell: { notice }, at: current.now })));
  return noticeIds;
}
