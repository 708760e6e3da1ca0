/** The request to the provider: byte for byte and header for header what its own SDK makes of the same mails. */

import fc from "fast-check";
import { Resend } from "resend";
import { beforeEach, expect, test, vi } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { nextMailSentence } from "../../src/domain/clock.ts";
import type { CompiledMail } from "../../src/domain/compiled-mail.ts";
import { asIs, escapeLines, fill, withoutInvitations } from "../../src/domain/compiled-mail.ts";
import { CONSULT_LINK_LIFE, DAY } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { composeLesson, composeNotice, type LessonReader } from "../../src/mail/compose.ts";
import { resendMailer } from "../../src/mail/resend.ts";
import { engine } from "../support/engine.ts";
import { TEST_SECRETS } from "../support/secrets.ts";

let { config, course, mails } = {} as Deps;

beforeEach(() => {
  ({ config, course, mails } = engine().deps);
});

const CLAIMED_AT = Date.parse("2026-11-24T21:30:00+09:00");
const BATCH = { id: "batchbatchbatchbatch00", lesson: "fears", createdAt: CLAIMED_AT };
const DUE_AT = Date.parse("2026-11-25T21:30:00+09:00");

/** Whatever a person may type, and what JSON, HTML and UTF-8 each find hard. */
const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "花子",
    '"\\',
    "\u2028\u2029\u0000\u007f",
    "\ud800",
    "\udc00\ud83d",
    "👩‍👧",
    "<b>&'\"</b>",
    "{{dear}}",
    "",
  ),
);
const HASH = "abcdefghijklmnopqrstuv";
const SECRETS = { link: TEST_SECRETS.LINK_SECRET, identity: TEST_SECRETS.IDENTITY_SECRET };
const TOKEN = signToken(SECRETS, "unsubscribe", HASH, null);
const readers = fc.array(
  fc.record<LessonReader>({
    enrollmentId: fc.integer({ min: 1, max: 1e12 }),
    email: words,
    name: words,
    addressHash: fc.constant(HASH),
    unsubscribeToken: fc.constantFrom(TOKEN, null),
    zone: fc.constantFrom("Asia/Tokyo", "America/New_York"),
    nextDueAt: fc.option(fc.constant(DUE_AT)),
  }),
  { minLength: 1, maxLength: 5 },
);

test("a batch: the same path, headers and bytes as the SDK's own batch.send", async () => {
  await fc.assert(
    fc.asyncProperty(readers, async (many) => {
      const composed = await Promise.all(many.map((reader) => composeLesson(config, course, fears(), BATCH, reader)));
      const plain = await Promise.all(many.map((reader) => asTold(reader)));

      const ours = await requestOf(() => resendMailer(config.resend).sendBatch(composed, "the key"));
      const theirs = await requestOf(() =>
        sdk().batch.send(plain, { batchValidation: "permissive", idempotencyKey: "the key" }),
      );

      expect(ours).toEqual(theirs);
    }),
    { numRuns: 60 },
  );
});

test("one mail: the same path, headers and bytes as the SDK's own emails.send", async () => {
  await fc.assert(
    fc.asyncProperty(readers, async ([reader]) => {
      if (!reader) return;
      const composed = composeLesson(config, course, fears(), BATCH, reader);
      const ours = await requestOf(() => resendMailer(config.resend).sendOne(composed, "the key"));
      const theirs = await requestOf(async () =>
        sdk().emails.send(await asTold(reader), { idempotencyKey: "the key" }),
      );
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 40 },
  );
});

test("a lesson with an invitation: the SDK's bytes with a link of hers, and without a trace of it for whoever has asked", async () => {
  const lesson = mails.lessons["step-1-words"];
  if (!lesson) throw new Error("no lesson step-1-words");
  await fc.assert(
    fc.asyncProperty(readers, fc.boolean(), async ([reader], hasAsked) => {
      if (!reader) return;
      const composed = composeLesson(config, course, lesson, BATCH, { ...reader, hasAsked });
      const cuts = hasAsked ? { html: withoutInvitations(lesson.html), text: withoutInvitations(lesson.text) } : lesson;
      const told = await asTold(reader, { ...lesson, ...cuts });
      const ours = await requestOf(() => resendMailer(config.resend).sendOne(composed, "the key"));
      const theirs = await requestOf(() => sdk().emails.send(told, { idempotencyKey: "the key" }));
      expect(ours).toEqual(theirs);
      expect(ours.body.includes("/consult?t=")).toBe(!hasAsked);
      expect(ours.body.includes("個別相談")).toBe(!hasAsked);
    }),
    { numRuns: 30 },
  );
});

test("a smaller batch written over a larger one leaves nothing of it", async () => {
  const mailer = resendMailer(config.resend);
  const reader = {
    enrollmentId: 1,
    email: "a@example.com",
    name: "花子",
    addressHash: "x",
    unsubscribeToken: null,
    zone: "Asia/Tokyo",
    nextDueAt: null,
  };
  const mail = composeLesson(config, course, fears(), BATCH, reader);
  const large = await requestOf(() => mailer.sendBatch(Array(20).fill(mail), "1"));
  const small = await requestOf(() => mailer.sendBatch([mail, mail], "2"));
  expect(JSON.parse(large.body)).toHaveLength(20);
  expect(JSON.parse(small.body)).toEqual(JSON.parse(large.body).slice(0, 2));
});

test("mails of other settings are made anew, not from the form of the settings before", async () => {
  const reader = {
    enrollmentId: 1,
    email: "a@example.com",
    name: "",
    addressHash: "x",
    unsubscribeToken: null,
    zone: "Asia/Tokyo",
    nextDueAt: null,
  };
  const before = composeLesson(config, course, fears(), BATCH, reader);
  const other = { ...config, mailFrom: "よそ <yoso@example.com>" };
  const after = composeLesson(other, course, fears(), BATCH, reader);
  const mailer = resendMailer(config.resend);
  expect(JSON.parse((await requestOf(() => mailer.sendOne(before, "1"))).body).from).toBe(config.mailFrom);
  expect(JSON.parse((await requestOf(() => mailer.sendOne(after, "2"))).body).from).toBe("よそ <yoso@example.com>");
});

test("a notice to the author has neither a list's headers nor anybody's links", async () => {
  const notice = {
    id: "n",
    email: "author@example.com",
    addressHash: null,
    zone: null,
    nextDueAt: null,
    sealedAt: DUE_AT,
  };
  const compiled = mails.notices["sending-paused"];
  if (!compiled) throw new Error("no notice sending-paused");
  const mail = composeNotice(config, course, compiled, notice);
  const { body } = await requestOf(() => resendMailer(config.resend).sendOne(mail, "1"));
  expect(JSON.parse(body)).toMatchObject({
    to: "author@example.com",
    headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": "n" },
    tags: [{ name: "notice", value: "n" }],
  });
  expect(body).not.toContain("List-Unsubscribe");
});

function fears(): CompiledMail {
  const lesson = mails.lessons.fears;
  if (!lesson) throw new Error("no lesson fears");
  return lesson;
}

function sdk(): Resend {
  return new Resend(config.resend.apiKey, { baseUrl: config.resend.baseUrl ?? "" });
}

/** The mail as anybody would hand it to the SDK: plain strings, in no order of ours. */
async function asTold(reader: LessonReader, lesson = fears()) {
  const { enrollmentId, email, name, addressHash, zone, nextDueAt } = reader;
  const consultToken = signToken(config.secrets, "consult", addressHash, BATCH.createdAt + CONSULT_LINK_LIFE);
  const link = `${config.siteUrl}/unsubscribe?t=${signToken(config.secrets, "unsubscribe", addressHash, null)}`;
  const { name: sender_name, address: sender_address, contact: sender_contact } = config.sender;
  const values = {
    dear: name === "" ? "" : `${name}さん、`,
    next_line: nextMailSentence(zone, nextDueAt),
    unsubscribe_url: link,
    course_url: `${config.siteUrl}/course?t=${signToken(config.secrets, "course", addressHash, CLAIMED_AT + 90 * DAY)}`,
    site_url: config.siteUrl,
    guide_url: `${config.siteUrl}/guide`,
    sender_name,
    sender_address,
    sender_contact,
    consult_url: `${config.siteUrl}/consult?t=${consultToken}`,
    invitation_begins: "",
    invitation_ends: "",
  };
  return {
    to: email,
    from: config.mailFrom,
    replyTo: config.mailReplyTo,
    subject: lesson.subject,
    html: fill(lesson.html, values, escapeLines),
    text: fill(lesson.text, values, asIs),
    headers: {
      "List-Unsubscribe": `<${link}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<${course.key}.${new URL(config.siteUrl).hostname}>`,
      "X-Entity-Ref-ID": `${BATCH.id}.${enrollmentId}`,
    },
    tags: [
      { name: "enrollment", value: String(enrollmentId) },
      { name: "lesson", value: BATCH.lesson },
      { name: "batch", value: BATCH.id },
    ],
  };
}

/** The one request that `send` makes, read as the network would; nothing leaves. */
async function requestOf(send: () => Promise<unknown>) {
  const requests: { url: string; method: string; headers: [string, string][]; body: string }[] = [];
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
    const request = new Request(url, init as RequestInit);
    const headers = [...request.headers].filter(([header]) => header !== "content-length").sort();
    requests.push({ url: request.url, method: request.method, headers, body: await request.text() });
    return Response.json({ id: "one", data: [] });
  });
  await send().finally(() => spy.mockRestore());
  const [request] = requests;
  if (!request || requests.length > 1) throw new Error(`${requests.length} requests were made`);
  return request;
}
