/** A test mail is the real thing but for its mark, and nothing that can be done with it changes a row. */

import { expect, test } from "vitest";
import { packedMails } from "../../build/mails.ts";
import { course } from "../../emails/course.ts";
import { sendTestMails } from "../../src/cli/mail-test/send.ts";
import { activeLessons } from "../../src/domain/course.ts";
import { signToken } from "../../src/domain/token.ts";
import { NOBODY } from "../../src/mail/sample-letter.ts";
import { unpackMails } from "../../src/mail/unpack.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails, orderFaults } from "../support/post-office.ts";
import { allRows, enrol, newsOf, post, visit } from "../support/visitor.ts";

const keys = activeLessons(course).map(({ key }) => key);

async function testMails(to: string, lesson?: string) {
  const { config } = engine().deps;
  const mails = await unpackMails(packedMails);
  const subjects = await sendTestMails(config, { course, mails }, { to, lesson, now: current.now });
  return { subjects, arrived: (await arrivedMails(to)).filter(({ subject }) => subject.startsWith("【テスト】")) };
}

test("without a key all lessons come, in the course's order, each marked in its subject and its tags", async () => {
  const { subjects, arrived } = await testMails("author@example.jp");
  expect(arrived.map(({ tags }) => tags.lesson)).toEqual(keys);
  expect(arrived.map(({ subject }) => subject)).toEqual(subjects);
  for (const { tags, text } of arrived) {
    expect(tags).toMatchObject({ enrollment: "0", batch: expect.stringMatching(/^test-/) });
    expect(text).not.toContain("{{");
  }
});

test("but for the mark of its subject it says what a reader's mail says", async () => {
  await enrol("hanako@example.com", "花子");
  const [hers] = (await arrivedMails("hanako@example.com")).filter(({ tags }) => tags.lesson === keys[0]);
  const { arrived } = await testMails("author@example.jp", keys[0]);
  const withoutLinks = (html: string | undefined) => html?.replace(/(\/\w+\?t=)[^"]+/g, "$1");
  expect(withoutLinks(arrived[0]?.html)).toBe(withoutLinks(hers?.html));
  expect(arrived[0]?.subject).toBe(`【テスト】${hers?.subject}`);
});

test("a second test of the same lesson is a second mail", async () => {
  await testMails("author@example.jp", "fears");
  expect((await testMails("author@example.jp", "fears")).arrived).toHaveLength(2);
});

test("its stop link opens a page, and neither its button nor one click stops anybody, the author's own course included", async () => {
  await enrol("author@example.jp");
  const { arrived } = await testMails("author@example.jp", "fears");
  const link = arrived[0]?.headers["List-Unsubscribe"]?.slice(1, -1) ?? "";
  const before = await allRows();
  expect((await visit(link)).status).toBe(200);
  expect((await post(link, {})).status).toBe(200);
  expect((await post(link, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
  expect(await allRows()).toEqual(before);
});

test("a confirm link of the same nobody enrols nobody", async () => {
  const { config } = engine().deps;
  const token = signToken(config.secrets, "confirm", NOBODY, current.now + 1_000);
  expect((await visit(`/confirm?t=${token}`)).status).toBe(200);
  expect((await post(`/confirm?t=${token}`, {})).status).toBe(410);
  expect(await rows("SELECT 1 FROM enrollments UNION ALL SELECT 1 FROM subscribers")).toEqual([]);
});

test("what the provider tells of it is about no mail of ours: a bounce suppresses nobody", async () => {
  await enrol("author@example.jp");
  const { arrived } = await testMails("author@example.jp", "fears");
  const [mail] = arrived;
  if (!mail) throw new Error("No test mail arrived.");
  const before = await allRows();
  for (const type of ["email.bounced", "email.complained", "email.delivered"]) {
    const [webhook] = await newsOf(mail, type, { bounce: { type: "Permanent", subType: "General", message: "gone" } });
    const answer = await visit("/webhooks/resend", { method: "POST", ...webhook });
    expect(await answer.json()).toEqual({ ok: true, result: "unknown-mail" });
  }
  expect(await allRows()).toEqual(before);
});

test.each([
  [{ kind: "invalid_key" }, /RESEND_API_KEY/],
  [{ kind: "daily_quota" }, /daily quota/],
  [{ kind: "reset_before" }, /may have been sent or not/],
  [{ kind: "refuse_indexes", indexes: [0] }, /refused 1 of them/],
])("what the provider answers is told in words: %j", async (fault, words) => {
  await orderFaults(fault);
  await expect(testMails("author@example.jp", "fears")).rejects.toThrow(words);
});

test("a lesson that is none is refused with the list of those that are, and so is what is no address", async () => {
  await expect(testMails("author@example.jp", "feers")).rejects.toThrow(`It has ${keys.join(", ")}.`);
  await expect(testMails("author", "fears")).rejects.toThrow("--to author is no mail address");
  expect(await arrivedMails()).toEqual([]);
});
