/** The house's numbers among themselves: which must be larger than which, and by how much, for its promises to hold. */

import { expect, test } from "vitest";
import * as numbers from "../../src/domain/numbers.ts";
import { NAME_MAX } from "../../src/domain/reader-name.ts";

const { SECOND, MINUTE, HOUR, DAY } = numbers;

test("a day is what the calendar and the clock of the machine say", () => {
  expect(Date.parse("2026-11-03T00:00:00Z") - Date.parse("2026-11-02T00:00:00Z")).toBe(DAY);
  expect(new Date(DAY + HOUR + MINUTE + SECOND).toISOString()).toBe("1970-01-02T01:01:01.000Z");
});

test("whoever waits for the provider waits out a slow answer, and gives up well before the lease of the batch ends", () => {
  expect(numbers.PROVIDER_TIMEOUT).toBeGreaterThan(10 * SECOND);
  expect(numbers.PROVIDER_TIMEOUT * 2).toBeLessThan(numbers.LEASE);
});

test("nobody rings again for a batch that a consumer may still have in hand", () => {
  expect(numbers.RING_AGAIN_AFTER).toBeGreaterThan(numbers.LEASE);
});

test("an outage of the provider that lasts half a day leaves nothing unknown", () => {
  expect(numbers.UNKNOWN_UNTIL).toBeGreaterThan(12 * HOUR);
});

test("the last time an unknown answer is asked for again, Resend still remembers the key for hours", () => {
  const resendRemembers = DAY;
  const lastAnswer = numbers.UNKNOWN_UNTIL + numbers.RING_AGAIN_AFTER + numbers.LEASE;
  expect(resendRemembers - lastAnswer).toBeGreaterThan(3 * HOUR);
});

test("a confirm link ends before the address it would prove is forgotten", () => {
  expect(numbers.CONFIRM_LINK_LIFE).toBeLessThan(numbers.UNCONFIRMED_LIFE);
});

test("strangers put at most one confirm mail a day into anybody's mailbox, and the next before the link of the last has ended", () => {
  const mailsWhileALinkWorks =
    (numbers.CONFIRM_LINK_LIFE / numbers.CONFIRM_WINDOW) * numbers.CONFIRM_MAILS_FROM_ANYWHERE;
  expect(mailsWhileALinkWorks).toBeGreaterThanOrEqual(1);
  expect(mailsWhileALinkWorks).toBeLessThanOrEqual(numbers.CONFIRM_LINK_LIFE / DAY);
});

test("a lesson a day is possible at any minute, and two a day are not", () => {
  expect(numbers.LESSON_GAP).toBeLessThan(DAY);
  expect(numbers.LESSON_GAP * 2).toBeGreaterThanOrEqual(DAY);
});

test("a promised date outlives the ticks and retries of an ordinary evening, not a change of day", () => {
  expect(numbers.PROMISE_HOLDS).toBeGreaterThan(2 * numbers.RING_AGAIN_AFTER);
  expect(numbers.PROMISE_HOLDS).toBeLessThan(numbers.LESSON_GAP);
});

test("what one tick takes on fits into the free plan's queries, and into what can be sent until the next", () => {
  const { chunks, claimChunk, replanChunk, openBatches } = numbers.TICK_LIMITS;
  const [queriesOfAChunk, queriesOfFreePlan, requestsASecond, tick] = [4, 50, 10, 5 * MINUTE];
  expect(chunks * queriesOfAChunk).toBeLessThan(queriesOfFreePlan);
  expect(openBatches).toBeLessThanOrEqual((tick / SECOND) * requestsASecond);
  expect(chunks * claimChunk).toBeGreaterThanOrEqual(openBatches * numbers.BATCH_SIZE);
  expect(replanChunk).toBeGreaterThan(0);
});

test("a pause for a refused key lasts several ticks, and less than anybody would call an outage of ours", () => {
  const tick = 5 * MINUTE;
  expect(numbers.MISCONFIGURED_PAUSE).toBeGreaterThanOrEqual(2 * tick);
  expect(numbers.MISCONFIGURED_PAUSE).toBeLessThan(HOUR);
});

test("the longest sign-up form that a browser sends in earnest is read, and not much more", () => {
  const escaped = "%F0%A0%AE%B7";
  const form = `email=${"a".repeat(64)}%40${escaped.repeat(190)}&name=${escaped.repeat(NAME_MAX)}&consent=yes`;
  expect(numbers.FORM_BYTES).toBeGreaterThan(2 * form.length);
  expect(numbers.FORM_BYTES).toBeLessThan(20 * form.length);
});

test("a webhook that brings back a mail's subject, tags and hundred recipients is read", () => {
  const told = JSON.stringify({
    to: Array.from({ length: 100 }, () => `${"a".repeat(251)}@jp`),
    subject: "あ".repeat(28),
  });
  expect(numbers.WEBHOOK_BYTES).toBeGreaterThan(2 * told.length);
});

test("links to what only she may do are mailed no more often than confirm mails, and end soon", () => {
  expect(numbers.OWNER_MAILS).toBeLessThanOrEqual(numbers.CONFIRM_MAILS_FROM_SAME_BROWSER);
  expect(numbers.OWNER_LINK_LIFE).toBeGreaterThan(HOUR);
  expect(numbers.OWNER_LINK_LIFE).toBeLessThan(numbers.CONFIRM_WINDOW / numbers.OWNER_MAILS);
});

test("the link of a lesson still works when the next one comes, also once a week after a fortnight of holidays", () => {
  expect(numbers.COURSE_LINK_LIFE).toBeGreaterThan((7 + 14) * DAY);
});

test("a tick that comes a quarter of an hour late still falls on the day of the latest hour", () => {
  expect(numbers.LATEST_MINUTE * MINUTE + 15 * MINUTE).toBeLessThan(DAY);
});

test("a new address may be proved in the evening of the same day, a consultation long after the course, and no evening is too late for it", () => {
  expect(numbers.ADDRESS_LINK_LIFE).toBe(DAY);
  expect(numbers.CONSULT_LINK_LIFE).toBeGreaterThan(90 * DAY);
  expect(numbers.CONSULT_WINDOW).toBe(DAY);
  expect(numbers.LATEST_MINUTE).toBeGreaterThan(23 * 60);
});

test("the longest request for a consultation, all Japanese and with the whole worksheet, is read", () => {
  expect(numbers.CONSULT_BYTES).toBeGreaterThan(9 * 12_000);
  expect(numbers.CONSULT_BYTES).toBeLessThan(numbers.WEBHOOK_BYTES);
});
