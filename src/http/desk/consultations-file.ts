/** All requests for a consultation as a CSV file, read and sent page by page. */

import { consultationsExported, type Exported } from "../../db/desk/consultations.ts";
import type { Deps } from "../../deps.ts";
import type { NoteRow } from "../../domain/consultation-record.ts";
import { csvHead, csvLines } from "../../domain/csv.ts";
import { sheetTime } from "../../domain/desk-times.ts";
import { STATUS_WORDS } from "../../pages/desk/consultations/words.ts";

const COLUMNS = [
  "お申し込み",
  "状態",
  "状態の変更",
  "お名前",
  "メールアドレス",
  "連絡の方法",
  "ご希望の日時",
  "相談したいこと",
  "ワークシート",
  "コースの読者",
  "メモ",
] as const;

/** Rows read at once: a megabyte or two where everybody wrote much. */
const AT_ONCE = 200;

export function consultationsFile(deps: Pick<Deps, "db" | "course" | "clock">): Response {
  const day = sheetTime(deps.course.zone, deps.clock()).slice(0, 10);
  return new Response(fileOf(deps), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="consultations-${day}.csv"`,
    },
  });
}

/** Whoever stops reading stops the reading of the table. A page that cannot be read breaks the file off, so that no half looks whole. */
function fileOf({ db, course }: Pick<Deps, "db" | "course">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    start: (file) => file.enqueue(encoder.encode(csvHead(COLUMNS))),
    async pull(file) {
      const { results } = await consultationsExported(db, { after, limit: AT_ONCE }).all<Exported>();
      after = results.at(-1)?.row ?? after;
      if (results.length > 0)
        file.enqueue(
          encoder.encode(
            csvLines(
              COLUMNS,
              results.map((row) => lineOf(row, course.zone)),
            ),
          ),
        );
      if (results.length < AT_ONCE) file.close();
    },
  });
}

function lineOf(row: Exported, zone: string): Record<(typeof COLUMNS)[number], string> {
  return {
    お申し込み: sheetTime(zone, row.created_at),
    状態: STATUS_WORDS[row.status],
    状態の変更: row.changed_at === null ? "" : sheetTime(zone, row.changed_at),
    お名前: row.name,
    メールアドレス: row.email,
    連絡の方法: row.reach,
    ご希望の日時: row.times,
    相談したいこと: row.topic,
    ワークシート: row.worksheet,
    コースの読者: row.reader === null ? "" : "はい",
    メモ: notesIn(row.notes, zone),
  };
}

function notesIn(json: string, zone: string): string {
  const notes = JSON.parse(json) as Pick<NoteRow, "words" | "written_at">[];
  return notes.map(({ words, written_at }) => `${sheetTime(zone, written_at)} ${words}`).join("\n");
}
