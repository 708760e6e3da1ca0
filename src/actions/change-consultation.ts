/** What the author does about a request for a consultation: moves its status on or back, writes a note, takes one away. */

import { changeStatus, deleteNote, noteOf, statusOf, storeNote } from "../db/consultations.ts";
import { tellOfChange } from "../db/outgoing-webhooks.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { tidyLines } from "../domain/consultation.ts";
import { isStep, type Status } from "../domain/consultation-status.ts";
import { NOTE_MAX } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";

export type Changed =
  | { kind: "changed"; status: Status; webhookIds: string[] }
  /** It stands elsewhere than the page showed: pressed twice, or in another window. Nothing was changed. */
  | { kind: "stale"; status: Status }
  | { kind: "no-step" }
  | { kind: "unknown" };

/** `from` is what the page showed. One D1 batch. */
export async function changeConsultation(
  { db, config }: Pick<Deps, "db" | "config">,
  { id, from, to, now }: { id: string; from: Status; to: Status; now: number },
): Promise<Changed> {
  if (!isStep(from, to)) return { kind: "no-step" };
  const changeId = randomId();
  const [, changed, stands, told] = await db.batch([
    ...changeStatus(db, { id, changeId, from, to, now }),
    statusOf(db, id),
    ...(config.consultationWebhook ? [tellOfChange(db, { id: randomId(), changeId, now })] : []),
  ]);
  const status = firstRow<{ status: Status }>(stands)?.status;
  if (status === undefined) return { kind: "unknown" };
  if (!firstRow(changed)) return { kind: "stale", status };
  return { kind: "changed", status, webhookIds: rowsOf<{ id: string }>(told).map((row) => row.id) };
}

export type Noted =
  | { kind: "noted" }
  /** The form was sent before: the note stands there once. */
  | { kind: "already" }
  | { kind: "empty" | "long" | "full" | "unknown" };

/** `noteId` comes with the form: 22 characters, as `randomId` makes them. What has none is no form of ours, and a note of its own. */
export async function noteConsultation(
  { db }: Pick<Deps, "db">,
  { id, noteId, typed, now }: { id: string; noteId: string; typed: string; now: number },
): Promise<Noted> {
  const words = tidyLines(typed);
  if (words === "") return { kind: "empty" };
  if ([...words].length > NOTE_MAX) return { kind: "long" };
  const own = /^[\w-]{22}$/.test(noteId) ? noteId : randomId();
  const [before, stored, found] = await db.batch([
    noteOf(db, own),
    storeNote(db, { id: own, consultationId: id, words, now }),
    statusOf(db, id),
  ]);
  if (firstRow(stored)) return { kind: "noted" };
  if (!firstRow(found)) return { kind: "unknown" };
  return { kind: firstRow(before) ? "already" : "full" };
}

/** False when it was gone already. */
export async function forgetNote(
  { db }: Pick<Deps, "db">,
  { id, noteId }: { id: string; noteId: string },
): Promise<boolean> {
  const [deleted] = await db.batch([deleteNote(db, { id: noteId, consultationId: id })]);
  return firstRow(deleted) !== undefined;
}
