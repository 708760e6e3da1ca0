/** Reading a file of readers: from bytes as Excel or anybody writes them to lines that are judged one by one. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { CsvError, parse } from "csv-parse/sync";
import { type ColumnPlaces, findColumns, type ImportColumn } from "../domain/import-columns.ts";
import { type Judging, judgeRow } from "../domain/import-row.ts";
import type { ReadLine } from "../domain/import-verdict.ts";

export type ReadImportFile =
  /** `digest`: SHA-256 of the bytes, in hex. */
  | { kind: "read"; digest: string; encoding: "UTF-8" | "Shift_JIS"; lines: ReadLine[] }
  | { kind: "empty" | "no-text" }
  /** The line at which a quote is where none may be, or at which one opens that nothing closes. */
  | { kind: "quotes"; line: number }
  | { kind: "columns"; missing: readonly ImportColumn[]; twice: readonly ImportColumn[] }
  | { kind: "too-many"; rows: number };

/** Excel leaves lines of nothing but commas at the end. */
const OPTIONS = {
  info: true,
  record_delimiter: "\n",
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
} as const;

type Record = { record: string[]; info: { lines: number } };

/** No line is lost: each is judged, but for blank ones and the header. `mostRows`: lines beyond the header. */
export function readImportFile(
  bytes: Uint8Array,
  { mostRows, ...judging }: Judging & { mostRows: number },
): ReadImportFile {
  const decoded = textOf(bytes);
  if (!decoded) return { kind: "no-text" };
  const { text, encoding } = decoded;
  const records = recordsOf(text);
  if (!Array.isArray(records)) return records;
  const [header, ...rows] = records;
  if (!header || rows.length === 0) return { kind: "empty" };
  if (rows.length > mostRows) return { kind: "too-many", rows: rows.length };
  const columns = findColumns(header.record, judging.mode);
  if (!columns.ok) return { kind: "columns", missing: columns.missing, twice: columns.twice };
  const width = header.record.length;
  const lines = rows.map((row): ReadLine => ({ line: lineOf(row), ...judged(row, width, columns.places, judging) }));
  return { kind: "read", digest: bytesToHex(sha256(bytes)), encoding, lines };
}

/**
 * Bytes that are UTF-8 are hardly ever anything else; Excel in Japan writes Shift_JIS (Windows-31J) where nobody asks it for UTF-8.
 * What is neither, or holds zeros as a workbook does, is no text.
 */
function textOf(bytes: Uint8Array): { text: string; encoding: "UTF-8" | "Shift_JIS" } | null {
  if (bytes.includes(0)) return null;
  for (const encoding of ["UTF-8", "Shift_JIS"] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** Line ends are made one sign first: inside quotes csv-parse counts CRLF as two lines. */
function recordsOf(text: string): Record[] | { kind: "quotes"; line: number } {
  const plain = text.replace(/\r\n?/g, "\n");
  try {
    return parse(plain, OPTIONS) as unknown as Record[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    return { kind: "quotes", line: isOpen ? lineAfter(plain, Number(error.records)) : Number(error.lines) };
  }
}

/** Of a quote that nothing closes only the end of the file is told: it opened after the last record that is whole. */
function lineAfter(text: string, records: number): number {
  if (records === 0) return 1;
  const whole = parse(text, { ...OPTIONS, to: records }) as unknown as Record[];
  return (whole.at(-1)?.info.lines ?? 0) + 1;
}

/** The line at which it begins; what is told is the one at which it ends. */
function lineOf({ record, info }: Record): number {
  return info.lines - record.join("").split("\n").length + 1;
}

function judged({ record }: Record, width: number, places: ColumnPlaces, judging: Judging) {
  if (record.length !== width) return { refusal: { column: null, why: "fields" } as const };
  const entries = Object.entries(places).map(([column, place]) => [column, record[place] ?? ""]);
  const result = judgeRow(Object.fromEntries(entries), judging);
  return result.ok ? { row: result.row } : { refusal: result.refusal };
}
