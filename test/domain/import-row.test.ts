/** Each line of a file of readers is judged: what proves a consent, what does not, and what is to be changed. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readImportFile } from "../../src/actions/read-import-file.ts";
import { findColumns } from "../../src/domain/import-columns.ts";
import { readMoment } from "../../src/domain/import-moment.ts";
import { judgeRow } from "../../src/domain/import-row.ts";
import { decideLines } from "../../src/domain/import-verdict.ts";
import { CONSENT_LIFE } from "../../src/domain/numbers.ts";

const NOW = Date.parse("2026-11-25T12:00:00+09:00");
const JUDGING = { mode: "ask", zone: "Asia/Tokyo", now: NOW } as const;
const RIGHT = {
  email: "ｈａｎａｋｏ@example.com",
  name: "花子",
  consent_wording: "メールコースが届くことに同意します。",
  consent_at: "2026/10/3",
  consent_source: "セミナー 2026-10-03 紙の申込書",
  confirmed_at: "2026-10-03T10:00:00+09:00",
};

test("a line with all its evidence says who she is and what she agreed to", () => {
  expect(judgeRow(RIGHT, JUDGING)).toEqual({
    ok: true,
    row: {
      ...{ email: "hanako@example.com", identity: "hanako@example.com", name: "花子" },
      ...{ wording: RIGHT.consent_wording, source: RIGHT.consent_source, confirmedAt: null },
      consentAt: Date.parse("2026-10-03T00:00:00+09:00"),
    },
  });
});

test.each([
  ["email", "", "missing"],
  ["email", "hanako", "no-address"],
  ["email", "=HYPERLINK(1)", "no-address"],
  ["name", "当選.com", "has-link"],
  ["name", "あ".repeat(41), "too-long"],
  ["consent_wording", " ", "missing"],
  ["consent_wording", "はい", "too-short"],
  ["consent_wording", "あ".repeat(2001), "too-long"],
  ["consent_at", "", "missing"],
  ["consent_at", "去年", "no-date"],
  ["consent_at", "2026-02-30", "no-date"],
  ["consent_at", "2026-02-30T10:00:00Z", "no-date"],
  ["consent_at", "2026-10-03T25:00:00Z", "no-date"],
  ["consent_at", "2026-10-03 10:00", "no-zone"],
  ["consent_at", "2026/10/3 9:05", "no-zone"],
  ["consent_at", "2026-11-26", "future"],
  ["consent_at", "2026-11-25T12:01+09:00", "future"],
  ["consent_at", "2020-01-01", "too-old"],
  ["consent_source", "", "missing"],
  ["consent_source", "あ".repeat(501), "too-long"],
] as const)("%s that is %j is refused: %s", (column, value, why) => {
  expect(judgeRow({ ...RIGHT, [column]: value }, JUDGING)).toEqual({ ok: false, refusal: { column, why } });
});

test.each([
  ["", "missing"],
  ["2026-10-02", "before-consent"],
  ["2027-01-01", "future"],
])("who is said to have confirmed needs the proof: %j is %s", (confirmed_at, why) => {
  const judged = judgeRow({ ...RIGHT, confirmed_at }, { ...JUDGING, mode: "already_confirmed" });
  expect(judged).toEqual({ ok: false, refusal: { column: "confirmed_at", why } });
});

test.each([
  ["2026-10-03", "2026-10-02T15:00:00Z"],
  ["２０２６／１０／３", "2026-10-02T15:00:00Z"],
  ["2026-10-03T10:00+0900", "2026-10-03T01:00:00Z"],
  ["2026-10-03 10:00:30 +09:00", "2026-10-03T01:00:30Z"],
  ["2026-10-03T01:00:00.5z", "2026-10-03T01:00:00.500Z"],
])("%j is a moment", (typed, iso) => {
  expect(readMoment(typed, "Asia/Tokyo")).toEqual({ ok: true, at: Date.parse(iso) });
});

test("a consent of three years ago to the day is taken, and one a moment older is not", () => {
  const at = (moment: number) => judgeRow({ ...RIGHT, consent_at: new Date(moment).toISOString() }, JUDGING).ok;
  expect([at(NOW - CONSENT_LIFE), at(NOW - CONSENT_LIFE - 1), at(NOW), at(NOW + 1)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("columns are found by either name, whatever else stands there; one that is missing or there twice is named", () => {
  const header = ["No.", "メールアドレス", " Consent Wording ", "同意の日時", "consent_source", "備考"];
  expect(findColumns(header, "ask")).toEqual({
    ok: true,
    places: { email: 1, consent_wording: 2, consent_at: 3, consent_source: 4 },
  });
  expect(findColumns(header, "already_confirmed")).toMatchObject({ missing: ["confirmed_at"] });
  expect(findColumns([...header, "EMAIL"], "ask")).toMatchObject({ ok: false, twice: ["email"] });
});

const HEADER = "メールアドレス,同意の文面,同意の日時,同意の場所";
const LINE = "hanako@example.com,メールコースが届くことに同意します。,2026-10-03,セミナー";

test("line numbers are those of the file: quotes, lines in them, blank lines and Excel's lines of commas", () => {
  const text = `${HEADER}\r\n\r\n${LINE}\r\na@example.com,"「はい、\r\n届いてかまいません」\r\nと言いました",2026-10-03,"紙, 2枚目"\r\n,,,\r\n${LINE},more\r\nb@example.com,x`;
  const read = readImportFile(bytesOf(text), { ...JUDGING, mostRows: 9 });
  if (read.kind !== "read") throw new Error(read.kind);
  expect(read.lines.map((line) => [line.line, "row" in line ? line.row.email : line.refusal.why])).toEqual([
    [3, "hanako@example.com"],
    [4, "a@example.com"],
    [8, "fields"],
    [9, "fields"],
  ]);
  expect(read.lines[1]).toMatchObject({
    row: { wording: "「はい、\n届いてかまいません」\nと言いました", source: "紙, 2枚目" },
  });
});

test("UTF-8 with its mark and Shift_JIS as Excel writes it are read; a workbook or a broken file is not", () => {
  const utf8 = readImportFile(bytesOf(`\uFEFF${HEADER}\n${LINE}`), { ...JUDGING, mostRows: 9 });
  expect(utf8).toMatchObject({ kind: "read", encoding: "UTF-8", lines: [{ line: 2, row: {} }] });
  // "email,consent_wording,consent_at,consent_source\r\na@example.com,同意します。届いてかまいません,2026/10/3,①" in Windows-31J.
  const words = [147, 175, 136, 211, 130, 181, 130, 220, 130, 183, 129, 66, 147, 205, 130, 162, 130, 196, 130, 169];
  const more = [130, 220, 130, 162, 130, 220, 130, 185, 130, 241];
  const head = bytesOf("email,consent_wording,consent_at,consent_source\r\na@example.com,");
  const sjis = new Uint8Array([...head, ...words, ...more, ...bytesOf(",2026/10/3,"), 0x87, 0x40]);
  expect(readImportFile(sjis, { ...JUDGING, mostRows: 9 })).toMatchObject({
    encoding: "Shift_JIS",
    lines: [{ row: { wording: "同意します。届いてかまいません", source: "①" } }],
  });
  expect(readImportFile(bytesOf("PK\u0003\u0004\0"), { ...JUDGING, mostRows: 9 })).toEqual({ kind: "no-text" });
  expect(readImportFile(new Uint8Array([0xff, 0xff, 0x80]), { ...JUDGING, mostRows: 9 })).toEqual({ kind: "no-text" });
});

test.each([
  ["", { kind: "empty" }],
  [HEADER, { kind: "empty" }],
  [`${HEADER}\n${LINE}\n${LINE}\n${LINE}`, { kind: "too-many", rows: 3 }],
  [`a,b\n${LINE}`, { kind: "columns", missing: ["email", "consent_wording", "consent_at", "consent_source"] }],
  [`${HEADER}\n${LINE}\nx,"y"z,1,2`, { kind: "quotes", line: 3 }],
  [`${HEADER}\r\n"x,y,1,2\r\n${LINE}`, { kind: "quotes", line: 2 }],
])("%j is no file of readers, and why is said", (text, why) => {
  expect(readImportFile(bytesOf(text), { ...JUDGING, mostRows: 2 })).toMatchObject(why);
});

test("no line is lost: whatever stands in a file, each line ends as exactly one of new, skipped and refused", () => {
  const field = fc.oneof(
    fc.constantFrom(...Object.values(RIGHT), "", "a@example.com", "b@example.com", "2026-10-03"),
    fc.string({ unit: fc.constantFrom(...'あ=,"\r\n ;@.2-') }),
  );
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 3, maxLength: 5 }), { maxLength: 30 }), (table) => {
      const text = [HEADER, ...table.map((fields) => ["x", ...fields].map(quoted).join(","))].join("\r\n");
      const read = readImportFile(bytesOf(text), { ...JUDGING, mostRows: 99 });
      if (read.kind !== "read") {
        expect([read.kind, table]).toEqual(["empty", []]);
        return;
      }
      const known = new Map(read.lines.slice(0, 2).map(({ line }) => [line, "suppressed" as const]));
      const verdicts = decideLines(read.lines, known);
      expect(verdicts.map(({ line }) => line)).toEqual(read.lines.map(({ line }) => line));
      expect(verdicts).toHaveLength(table.length);
      const newOnes = verdicts.flatMap((verdict) => (verdict.kind === "new" ? [verdict.row.identity] : []));
      expect(new Set(newOnes).size).toBe(newOnes.length);
      for (const verdict of verdicts) if (verdict.kind === "new") expect(known.has(verdict.line)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test("of one address the first line counts, also when it is skipped; a refused line leaves it free", () => {
  const row = (line: number, email: string) => ({ line, row: { email, identity: email } as never });
  const refused = { line: 2, refusal: { column: "email", why: "missing" } } as const;
  const verdicts = decideLines(
    [refused, row(3, "a"), row(4, "b"), row(5, "a"), row(6, "b")],
    new Map([[3, "suppressed"]]),
  );
  expect(verdicts.map((verdict) => ("why" in verdict ? verdict.why : verdict.kind))).toEqual([
    "refused",
    "suppressed",
    "new",
    "duplicate",
    "duplicate",
  ]);
});

test("20,000 lines are read in a moment", () => {
  const lines = Array.from({ length: 20_000 }, (_, place) => LINE.replace("hanako", `reader-${place}`));
  const before = performance.now();
  const read = readImportFile(bytesOf([HEADER, ...lines].join("\n")), { ...JUDGING, mostRows: 20_000 });
  expect(read).toMatchObject({ kind: "read" });
  expect(performance.now() - before).toBeLessThan(10 * 1000);
});

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
