/** Which ledger row a mail belongs to that the provider says it has sent. */

import { expect, test } from "vitest";
import type { Course } from "../../src/domain/course.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { placementOf } from "../../src/domain/placement.ts";
import { findMail, type Knowledge, type KnownPassage, type SentMail } from "../../src/domain/sent-mail.ts";

const SINCE = Date.parse("2026-11-25T12:00:00Z");
const clock = { zone: "Asia/Tokyo", minute: 21 * 60 + 30, paceDays: 1, quietDays: 0 };
const lesson = (key: string, subject: string, more = {}) => ({ key, subject, preheader: "", wait: 1, ...more });
const course: Course = {
  ...{ key: "course", title: "", zone: "Asia/Tokyo", minute: 1290, finishedGetNewLessons: false },
  lessons: [lesson("a", "A"), lesson("b", "B", { formerly: ["b-before"] }), lesson("c", "twice"), lesson("d", "twice")],
};
const row = (key: string, more = {}) => ({
  ...{ lesson: key, status: "sent" as const, providerId: `known-${key}`, at: SINCE - DAY, reason: null, ...more },
});
const hana: KnownPassage = {
  ...{ id: 7, email: "Hana@example.com", clock, from: null, last: "a", next: "b", nextDueAt: SINCE },
  ...{ createdAt: SINCE - 9 * DAY, completed: false, rows: [row("a")] },
};
const sent: SentMail = {
  ...{
    providerId: "mail",
    to: ["hana@example.com"],
    from: "歩み <course@example.com>",
    subject: "B",
    sentAt: SINCE + 1,
  },
  ...{ lastEvent: "delivered", tags: { enrollment: "7", lesson: "b", batch: "x" } },
};

function find(mail: Partial<SentMail>, more: Partial<Knowledge> = {}, passage: KnownPassage = hana) {
  const known: Knowledge = {
    ...{
      course,
      noticeSubjects: new Map([["Confirm", "confirm"]]),
      sender: "course@example.com",
      author: "me@example.com",
    },
    ...{ knowsUntil: SINCE, passages: new Map([[passage.id, passage]]) },
    passagesByAddress: new Map([["hana@example.com", passage]]),
    notices: new Map([["n", { id: "n", kind: "confirm", email: "hana@example.com", isOpen: true }]]),
    ...more,
  };
  return findMail({ ...sent, ...mail }, known);
}

test("by its tags a lesson is that passage's, if the address is hers", () => {
  expect(find({})).toMatchObject({ kind: "lesson", lesson: "b", batchId: "x", hasMoved: false, passage: { id: 7 } });
  expect(find({ tags: { enrollment: "99", lesson: "b", batch: "x" } })).toMatchObject({ passage: { id: 7 } });
  expect(find({ to: ["new@example.com"] })).toMatchObject({ kind: "lesson", hasMoved: true });
});

test("the number of a passage begun since is somebody else's by now", () => {
  const begun = { ...hana, createdAt: SINCE + 1 };
  expect(find({ to: ["other@example.com"] }, {}, begun)).toEqual({ kind: "stranger", address: "other@example.com" });
});

test("a lesson had under a former key is that lesson; one had by another mail is a repeat", () => {
  const had = { ...hana, rows: [row("b-before", { status: "claimed", providerId: null })] };
  expect(find({}, {}, had)).toMatchObject({ kind: "lesson", lesson: "b-before" });
  expect(find({}, {}, { ...hana, rows: [row("b")] })).toEqual({ kind: "repeat" });
  expect(find({}, {}, { ...hana, rows: [row("b", { providerId: "mail" })] })).toEqual({ kind: "nothing" });
});

test.each([
  ["a test mail", { tags: { enrollment: "7", lesson: "b", batch: "test-x" } }, "nothing"],
  ["what the provider took and never sent", { lastEvent: "failed" }, "not-sent"],
  ["what it was told to take back", { lastEvent: "canceled" }, "not-sent"],
  ["another product's mail", { tags: null, from: "shop@example.com" }, "nothing"],
  ["a notice that is here", { tags: { notice: "n" } }, "notice"],
  ["a notice asked for since, to a reader", { tags: { notice: "m" } }, "nothing"],
  ["a word to the author", { tags: { notice: "m" }, to: ["me@example.com"] }, "nothing"],
  ["a notice to nobody known", { tags: { notice: "m" }, to: ["x@example.com"] }, "stranger"],
  ["without tags, the subject of an open notice", { tags: null, subject: "Confirm" }, "notice"],
  ["without tags, a lesson to nobody known", { tags: null, to: ["x@example.com"] }, "stranger"],
  ["without tags, a lesson's subject", { tags: null }, "lesson"],
  ["without tags, a subject nobody knows", { tags: null, subject: "?" }, "unclear"],
  ["the same from before the restored moment", { tags: null, subject: "?", sentAt: SINCE }, "nothing"],
])("%s", (_, mail, kind) => {
  expect(find(mail).kind).toBe(kind);
});

test("of two lessons with one subject it is the first she has not had, and of an unclear mail what waits for her", () => {
  const twice = { tags: null, subject: "twice" };
  expect(find(twice, {}, { ...hana, rows: [row("c")] })).toMatchObject({ lesson: "d" });
  expect(find(twice, {}, { ...hana, rows: [row("c"), row("d")] })).toEqual({ kind: "repeat" });
  const waits = { ...hana, rows: [row("b", { status: "claimed", providerId: null })], next: "c" };
  expect(find({ tags: null, subject: "?" }, {}, waits)).toMatchObject({ kind: "unclear", lesson: "b" });
  expect(find({ tags: null, subject: "?" })).toMatchObject({ kind: "unclear", lesson: "b" });
  expect(find({ tags: null, subject: "?" }, {}, { ...hana, next: null })).toEqual({ kind: "nothing" });
});

test("she stands after the last lesson that went to her, and her next is dated from it", () => {
  const rows = [row("a"), row("b", { at: Date.parse("2026-11-26T12:30:00Z") })];
  const now = Date.parse("2026-11-26T15:00:00Z");
  expect(placementOf(course, { ...hana, rows }, now)).toMatchObject({
    last: "b",
    next: "c",
    nextDueAt: Date.parse("2026-11-27T12:30:00Z"),
  });
  expect(placementOf(course, { ...hana, rows: [row("a")], completed: true }, now)).toMatchObject({
    next: null,
    nextDueAt: null,
  });
});

test("of mails of one moment the later lesson is the last; what was left out while she had stopped may still come", () => {
  const together = [row("b"), row("a")];
  expect(placementOf(course, { ...hana, rows: together }, SINCE)).toMatchObject({ last: "b", next: "c" });
  const left = [row("a"), row("b", { status: "skipped", reason: "unsubscribed", at: SINCE })];
  expect(placementOf(course, { ...hana, rows: left }, SINCE)).toMatchObject({ last: "a", next: "b" });
  expect(placementOf(course, { ...hana, rows: [], last: null }, SINCE)).toMatchObject({
    last: null,
    next: "a",
    nextDueAt: SINCE,
  });
});
