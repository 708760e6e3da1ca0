/** How a reader is told of a date: the day and hour of her own calendar, in Japanese. */

import { expect, test } from "vitest";
import { localDateAndTime, localYearDateAndTime, nextMailSentence } from "../../src/domain/clock.ts";

test.each([
  ["2026-11-23T21:30:00+09:00", "11月23日（月）21:30"],
  ["2026-11-24T21:30:00+09:00", "11月24日（火）21:30"],
  ["2026-11-25T21:30:00+09:00", "11月25日（水）21:30"],
  ["2026-11-26T21:30:00+09:00", "11月26日（木）21:30"],
  ["2026-11-27T21:30:00+09:00", "11月27日（金）21:30"],
  ["2026-11-28T21:30:00+09:00", "11月28日（土）21:30"],
  ["2026-11-29T21:30:00+09:00", "11月29日（日）21:30"],
  ["2027-01-02T06:05:00+09:00", "1月2日（土）6:05"],
  ["2026-12-31T23:59:59.999+09:00", "12月31日（木）23:59"],
  ["2027-01-01T00:00:00+09:00", "1月1日（金）0:00"],
  ["2028-02-29T12:10:00+09:00", "2月29日（火）12:10"],
])("in Tokyo, %s is %s", (at, words) => {
  expect(localDateAndTime("Asia/Tokyo", Date.parse(at))).toBe(words);
});

test.each([
  ["Asia/Tokyo", "11月25日（水）21:30"],
  ["America/New_York", "11月25日（水）7:30"],
  ["Pacific/Honolulu", "11月25日（水）2:30"],
  ["Asia/Kathmandu", "11月25日（水）18:15"],
  ["Australia/Lord_Howe", "11月25日（水）23:30"],
  ["Pacific/Kiritimati", "11月26日（木）2:30"],
])("the same moment in %s is %s", (zone, words) => {
  expect(localDateAndTime(zone, Date.parse("2026-11-25T12:30:00Z"))).toBe(words);
});

test.each([
  ["before the hour that is left out", "2027-03-14T01:59-05:00", "3月14日（日）1:59"],
  ["a minute later", "2027-03-14T02:00-05:00", "3月14日（日）3:00"],
  ["the first time", "2026-11-01T01:30-04:00", "11月1日（日）1:30"],
  ["the second time", "2026-11-01T01:30-05:00", "11月1日（日）1:30"],
])("a clock in New York, %s", (_, at, words) => {
  expect(localDateAndTime("America/New_York", Date.parse(at))).toBe(words);
});

test("the sentence about the next mail names her day and hour", () => {
  const at = Date.parse("2026-11-25T21:30:00+09:00");
  expect(nextMailSentence("Asia/Tokyo", at)).toBe("次のメールは、11月25日（水）21:30にお届けします。");
  expect(nextMailSentence("America/New_York", at)).toBe("次のメールは、11月25日（水）7:30にお届けします。");
});

test("when nothing more comes there is no sentence", () => {
  expect(nextMailSentence("Asia/Tokyo", null)).toBe("");
});

test.each([
  ["Asia/Tokyo", "2027年1月1日（金）0:30"],
  ["America/New_York", "2026年12月31日（木）10:30"],
])("with its year, a moment between two years in %s is %s", (zone, words) => {
  expect(localYearDateAndTime(zone, Date.parse("2027-01-01T00:30:00+09:00"))).toBe(words);
});
