/** Her clock: known instants around the world. */

import { expect, test } from "vitest";
import { type Clock, isZone, nextDue, nextDueFromNow } from "../../src/domain/clock.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { clockTime, iso } from "./clock-by-hand.ts";

const TOKYO: Clock = { zone: "Asia/Tokyo", minute: clockTime("21:30"), paceDays: 1, quietDays: 0 };
const NEW_YORK = "America/New_York";
const LORD_HOWE = "Australia/Lord_Howe";
const KATHMANDU = "Asia/Kathmandu";
const KIRITIMATI = "Pacific/Kiritimati";

test.each([
  ["in the evening", "2026-11-02T21:30:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["after it", "2026-11-02T22:10:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["at 23:59", "2026-11-02T23:59:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["a millisecond before midnight", "2026-11-02T23:59:59.999+09:00", "2026-11-03T21:30:00+09:00"],
  ["at midnight", "2026-11-03T00:00:00+09:00", "2026-11-04T21:30:00+09:00"],
  ["a minute after midnight", "2026-11-03T00:01:00+09:00", "2026-11-04T21:30:00+09:00"],
  ["in the morning, a day before in London", "2026-11-03T08:59:00+09:00", "2026-11-04T21:30:00+09:00"],
  ["at the end of a month of 30 days", "2026-11-30T21:30:00+09:00", "2026-12-01T21:30:00+09:00"],
  ["at the end of a month of 31 days", "2027-01-31T21:30:00+09:00", "2027-02-01T21:30:00+09:00"],
  ["at 23:59 on the last day of a month", "2026-11-30T23:59:00+09:00", "2026-12-01T21:30:00+09:00"],
  ["on the last day of a year", "2026-12-31T21:30:00+09:00", "2027-01-01T21:30:00+09:00"],
  ["at 23:59 on the last day of a year", "2026-12-31T23:59:00+09:00", "2027-01-01T21:30:00+09:00"],
  ["a minute into a year", "2027-01-01T00:01:00+09:00", "2027-01-02T21:30:00+09:00"],
  ["before a leap day", "2028-02-28T21:30:00+09:00", "2028-02-29T21:30:00+09:00"],
  ["on a leap day", "2028-02-29T21:30:00+09:00", "2028-03-01T21:30:00+09:00"],
  ["on the last of February in an ordinary year", "2027-02-28T21:30:00+09:00", "2027-03-01T21:30:00+09:00"],
])("in Tokyo, who enrols %s has her next lesson on the evening of the next day", (_, sent, due) => {
  expect(iso(nextDue(TOKYO, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["a morning just 12 hours away", "6:30", "2026-11-02T18:30:00.000+09:00", "2026-11-03T06:30:00+09:00"],
  ["not a morning a millisecond nearer", "6:30", "2026-11-02T18:30:00.001+09:00", "2026-11-04T06:30:00+09:00"],
  ["not a midnight a minute after a 23:59", "0:00", "2026-11-02T23:59:00.000+09:00", "2026-11-04T00:00:00+09:00"],
  ["a noon 12 hours and 11 minutes away", "12:10", "2026-11-02T23:59:00.000+09:00", "2026-11-03T12:10:00+09:00"],
  ["the last minute of a day", "23:59", "2026-11-02T00:00:00.000+09:00", "2026-11-03T23:59:00+09:00"],
])("far enough is %s", (_, time, sent, due) => {
  expect(iso(nextDue({ ...TOKYO, minute: clockTime(time) }, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["the hour that is left out", NEW_YORK, "2:30", "2027-03-13T02:30-05:00", "2027-03-14T03:30-04:00"],
  ["its first minute", NEW_YORK, "2:00", "2027-03-13T02:00-05:00", "2027-03-14T03:00-04:00"],
  ["the minute before it", NEW_YORK, "1:59", "2027-03-13T01:59-05:00", "2027-03-14T01:59-05:00"],
  ["the first minute after it", NEW_YORK, "3:00", "2027-03-13T03:00-05:00", "2027-03-14T03:00-04:00"],
  ["the day after it", NEW_YORK, "2:30", "2027-03-14T03:30-04:00", "2027-03-15T02:30-04:00"],
  ["the evening of a day of 23 hours", NEW_YORK, "21:30", "2027-03-13T21:30-05:00", "2027-03-14T21:30-04:00"],
  ["a morning only 11 hours away", NEW_YORK, "6:30", "2027-03-13T18:30-05:00", "2027-03-15T06:30-04:00"],
  ["the first of the hour that comes twice", NEW_YORK, "1:30", "2026-10-31T01:30-04:00", "2026-11-01T01:30-04:00"],
  ["the minute before it", NEW_YORK, "0:59", "2026-10-31T00:59-04:00", "2026-11-01T00:59-04:00"],
  ["the first minute after it", NEW_YORK, "2:00", "2026-10-31T02:00-04:00", "2026-11-01T02:00-05:00"],
  ["the day after the first", NEW_YORK, "1:30", "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"],
  ["the day after the second", NEW_YORK, "1:30", "2026-11-01T01:30-05:00", "2026-11-02T01:30-05:00"],
  ["the evening of a day of 25 hours", NEW_YORK, "21:30", "2026-10-31T21:30-04:00", "2026-11-01T21:30-05:00"],
  ["a morning 12 hours away, not 11", NEW_YORK, "6:30", "2026-10-31T19:30-04:00", "2026-11-01T06:30-05:00"],
  ["the half hour that is left out", LORD_HOWE, "2:15", "2026-10-03T02:15+10:30", "2026-10-04T02:45+11:00"],
  ["the day after it", LORD_HOWE, "2:15", "2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00"],
  ["the half hour that comes twice", LORD_HOWE, "1:45", "2027-04-03T01:45+11:00", "2027-04-04T01:45+11:00"],
  ["the day after it", LORD_HOWE, "1:45", "2027-04-04T01:45+10:30", "2027-04-05T01:45+10:30"],
  ["a quarter of an hour off", KATHMANDU, "21:30", "2026-11-02T12:00+05:45", "2026-11-03T21:30+05:45"],
  ["enrolled at 23:59", KATHMANDU, "21:30", "2026-11-02T23:59+05:45", "2026-11-03T21:30+05:45"],
  ["new year, yesterday in London", KATHMANDU, "5:44", "2026-12-31T05:44+05:45", "2027-01-01T05:44+05:45"],
  ["14 hours ahead", KIRITIMATI, "0:01", "2026-11-02T23:59+14:00", "2026-11-04T00:01+14:00"],
  ["a leap day begun before anyone's", KIRITIMATI, "21:30", "2028-02-28T23:59+14:00", "2028-02-29T21:30+14:00"],
  ["10 hours behind", "Pacific/Honolulu", "21:30", "2026-11-02T21:31-10:00", "2026-11-03T21:30-10:00"],
  ["a day that begins at one o'clock", "Africa/Cairo", "0:00", "2027-04-29T00:00+02:00", "2027-04-30T01:00+03:00"],
])("%s (%s, %s)", (_, zone, time, sent, due) => {
  const clock = { ...TOKYO, zone, minute: clockTime(time) };
  expect(iso(nextDue(clock, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["a day is a week", 7, 1, "2026-11-06T21:30:00+09:00", "2026-11-13T21:30:00+09:00"],
  ["two days are two weeks", 7, 2, "2026-11-06T21:30:00+09:00", "2026-11-20T21:30:00+09:00"],
  ["a week may end a year", 7, 1, "2026-12-28T21:30:00+09:00", "2027-01-04T21:30:00+09:00"],
  ["a week may hold a leap day", 7, 1, "2028-02-25T21:30:00+09:00", "2028-03-03T21:30:00+09:00"],
  ["three days at the usual pace are three", 1, 3, "2026-11-29T21:30:00+09:00", "2026-12-02T21:30:00+09:00"],
  ["no wait is her next hour that is far enough", 1, 0, "2026-11-06T21:30:00+09:00", "2026-11-07T21:30:00+09:00"],
  ["no wait in the morning is the same evening", 1, 0, "2026-11-06T09:30:00+09:00", "2026-11-06T21:30:00+09:00"],
])("%s (pace %i, wait %i)", (_, paceDays, wait, sent, due) => {
  expect(iso(nextDue({ ...TOKYO, paceDays }, wait, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test("a week in New York stays at her minute across both changes", () => {
  const weekly = { ...TOKYO, zone: NEW_YORK, paceDays: 7 };
  expect(iso(nextDue(weekly, 1, Date.parse("2026-10-28T21:30-04:00")))).toBe(iso(Date.parse("2026-11-04T21:30-05:00")));
  expect(iso(nextDue(weekly, 1, Date.parse("2027-03-10T21:30-05:00")))).toBe(iso(Date.parse("2027-03-17T21:30-04:00")));
});

test("a course of eight evenings ends eight days later, through a change of the hour", () => {
  let at = Date.parse("2026-10-28T21:30-04:00");
  for (let lesson = 1; lesson <= 8; lesson += 1) at = nextDue({ ...TOKYO, zone: NEW_YORK }, 1, at);
  expect(iso(at)).toBe(iso(Date.parse("2026-11-05T21:30-05:00")));
});

test.each([
  ["since a month is due this evening", "2026-10-02T21:30:00+09:00", "2026-11-02T21:30:00+09:00"],
  ["since yesterday, 23:59, is due this evening", "2026-11-01T23:59:00+09:00", "2026-11-02T21:30:00+09:00"],
  ["since today, 0:00, is due tomorrow evening", "2026-11-02T00:00:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["since noon is due tomorrow evening", "2026-11-02T12:00:00+09:00", "2026-11-03T21:30:00+09:00"],
])("on a Monday noon, who waits %s", (_, sent, due) => {
  const noon = Date.parse("2026-11-02T12:00:00+09:00");
  expect(iso(nextDueFromNow(TOKYO, 1, Date.parse(sent), noon))).toBe(iso(Date.parse(due)));
});

test("who waits since long ago, and whose hour is just past, is due tomorrow", () => {
  const late = Date.parse("2026-11-02T21:30:00.001+09:00");
  expect(iso(nextDueFromNow(TOKYO, 1, late - 30 * DAY, late))).toBe(iso(Date.parse("2026-11-03T21:30:00+09:00")));
  expect(nextDueFromNow(TOKYO, 1, late - 30 * DAY, late - 1)).toBe(late - 1);
});

test("only zones the platform knows are zones", () => {
  expect(["Asia/Tokyo", "UTC", "Asia/Kathmandu"].filter(isZone)).toHaveLength(3);
  expect(["", "Mars/Olympus", "Asia/Tokyo2", "日本"].filter(isZone)).toEqual([]);
});
