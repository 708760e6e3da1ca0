/** The author's notes of one request: each with its time, and the form for another. */

import { localYearDateAndTime } from "../../../domain/clock.ts";
import type { NoteRow } from "../../../domain/consultation-record.ts";
import { Field, fieldProps } from "../../field.tsx";

export type NotesView = {
  notes: readonly NoteRow[];
  /** The id that the form's note will have, made with the page. */
  nextId: string;
  typed: string;
  wrong: string | undefined;
};

export function Notes({ notes: { notes, nextId, typed, wrong }, zone, path }: NotesProps) {
  return (
    <section id="notes">
      <h2>メモ</h2>
      {notes.map(({ id, words, written_at }) => (
        <article key={id} class="memo">
          <p class="as-written">{words}</p>
          <form method="post" action={`${path}/notes/delete`} class="in-row">
            <span class="note">{localYearDateAndTime(zone, written_at)}</span>
            <input type="hidden" name="note_id" value={id} />
            <button type="submit" class="quiet" aria-label={`${localYearDateAndTime(zone, written_at)}のメモを消す`}>
              消す
            </button>
          </form>
        </article>
      ))}
      <form method="post" action={`${path}/notes`} novalidate>
        <input type="hidden" name="note_id" value={nextId} />
        <Field
          id="words"
          label="書きとめる"
          aside="ご本人から開示を求められたときは、お渡しするものに入ります"
          error={wrong}
        >
          <textarea {...fieldProps("words", wrong)} rows={3}>
            {typed}
          </textarea>
        </Field>
        <p>
          <button type="submit">書きとめる</button>
        </p>
      </form>
    </section>
  );
}

type NotesProps = { notes: NotesView; zone: string; path: string };
