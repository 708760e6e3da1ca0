/** Taking all readers out, page by page, so that however many there are only one page is ever held. */

import { type ReaderRow, readersAfter } from "../db/reader-export.ts";
import { rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { csvHead, csvLines } from "../domain/csv.ts";
import { EXPORT_PAGE } from "../domain/numbers.ts";
import { READER_COLUMNS, type ReaderRecord, readerFields, readerRecord } from "../domain/reader-record.ts";

export type ExportFormat = "csv" | "json";

type Writing = { head: string; page: (records: readonly ReaderRecord[], isFirst: boolean) => string; end: string };

/** JSON is one array, a reader a line. */
const FORMATS: Readonly<Record<ExportFormat, Writing>> = {
  csv: {
    head: csvHead(READER_COLUMNS),
    page: (records) => csvLines(READER_COLUMNS, records.map(readerFields)),
    end: "",
  },
  json: {
    head: "[",
    page: (records, isFirst) =>
      records.map((record, place) => `${isFirst && place === 0 ? "" : ","}\n${JSON.stringify(record)}`).join(""),
    end: "\n]\n",
  },
};

/** Pieces of one file. Who signs up meanwhile is still in it; nobody is in it twice. Changes nothing. */
export async function* exportReaders(
  { db, course }: Pick<Deps, "db" | "course">,
  { format, atOnce = EXPORT_PAGE }: { format: ExportFormat; atOnce?: number },
): AsyncGenerator<string, void, undefined> {
  const { head, page, end } = FORMATS[format];
  let after = 0;
  let piece = head;
  for (let isFirst = true; ; isFirst = false) {
    const [found] = await db.batch([readersAfter(db, { course: course.key, after, limit: atOnce })]);
    const rows = rowsOf<ReaderRow>(found);
    yield piece + page(rows.map(readerRecord), isFirst);
    piece = "";
    if (rows.length < atOnce) break;
    after = rows.at(-1)?.id ?? after;
  }
  if (end !== "") yield end;
}
