/** What a request for a consultation may hold: days that can be chosen, and her words without their traps. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { isPartOfDay, offeredDays, tidyLines, tidyPhone, wordsOfDay } from "../../src/domain/consultation.ts";
import { DAY } from "../../src/domain/numbers.ts";

const NOON = Date.parse("2026-12-29T12:00:00+09:00");
const ZONE = "Asia/Tokyo";

test("three weeks are offered, from the third day on, over the end of a year too", () => {
  const days = offeredDays(ZONE, NOON);
  expect(days).toHaveLength(21);
  expect(days[0]).toEqual({ date: "2027-01-01", words: "1月1日（金）" });
  expect(days[20]).toEqual({ date: "2027-01-21", words: "1月21日（木）" });
});

test("the day is that of the zone, not of the machine", () => {
  const lateInTokyo = Date.parse("2026-12-29T16:00:00Z");
  expect(offeredDays(ZONE, lateInTokyo)[0]?.date).toBe("2027-01-02");
  expect(offeredDays("America/New_York", lateInTokyo)[0]?.date).toBe("2027-01-01");
});

test("every offered day has its words, also when the page stood open for two days; a past or invented one has none", () => {
  for (const { date, words } of offeredDays(ZONE, NOON)) {
    expect(wordsOfDay(ZONE, NOON, date)).toBe(words);
    expect(wordsOfDay(ZONE, NOON + 2 * DAY, date)).toBe(words);
  }
  for (const date of ["2026-12-28", "2027-02-20", "2027-02-30", "", "x"])
    expect(wordsOfDay(ZONE, NOON, date)).toBeNull();
});

test.each([
  ["０９０－１２３４－５６７８", "090-1234-5678"],
  ["090ー1234ー5678", "090-1234-5678"],
  ["+81 (90) 1234 5678", "+81 (90) 1234 5678"],
  [" 03-1234-5678　", "03-1234-5678"],
  ["123456789012345", "123456789012345"],
])("the phone number %s is taken as %s", (typed, tidied) => {
  expect(tidyPhone(typed)).toBe(tidied);
});

test.each(["", "090", "1234567890123456", "090-1234-5678 x", "a090-1234-5678", "090\n12345678"])(
  "%j is no phone number",
  (typed) => {
    expect(tidyPhone(typed)).toBeNull();
  },
);

test("her lines stay lines, and emoji stay whole", () => {
  expect(tidyLines(" 一行目 　 \r\n\r\n\r\n\r\n二行目\t👩‍👧\r三行目\n")).toBe("一行目\n\n二行目 👩‍👧\n三行目");
});

test("no invisible sign turns her words around or breaks them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      const tidied = tidyLines(typed);
      expect(tidied).not.toMatch(
        /(?!\n)[\p{Cc}\p{Cs}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]|\n{3}/u,
      );
      expect(tidyLines(tidied)).toBe(tidied);
    }),
  );
});

test("a part of the day is one of those offered", () => {
  expect(["morning", "toString", ""].map(isPartOfDay)).toEqual([true, false, false]);
});

test("what cannot be seen is left out, and nothing put in its place", () => {
  expect(tidyLines("a\u0000b\u202ec")).toBe("abc");
});
