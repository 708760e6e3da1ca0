/** Reads what the pages of the requests show. */

import {
  type After,
  type Counted,
  changesOf,
  consultationShown,
  consultationsListed,
  countByStatus,
  countSince,
  type GivenUp,
  type Had,
  type Listed,
  lessonsHad,
  notesOf,
  otherRequests,
  requestsNotTold,
  webhooksOf,
} from "../../db/desk/consultations.ts";
import { firstRow, onlyRow, rowsOf } from "../../db/rows.ts";
import type { Deps } from "../../deps.ts";
import type { ChangeRow, NoteRow, RequestInFull, ToldRow } from "../../domain/consultation-record.ts";
import { isStatus, STATUSES, type Status } from "../../domain/consultation-status.ts";
import { weekBegan } from "../../domain/desk-times.ts";
import { lessonOfKey } from "../../domain/place.ts";
import { randomId } from "../../domain/random-id.ts";
import type { ConsultationView } from "../../pages/desk/consultation.tsx";
import { CONSULTATIONS_PATH, type ConsultationsView } from "../../pages/desk/consultations.tsx";

type ViewDeps = Pick<Deps, "db" | "course" | "config" | "clock">;

/** Rows of one page, and of the part about this week. */
const PAGE = 50;
const NEWEST = 10;
/** Of what was told in vain, and how far requests are counted. */
const NOT_TOLD = 10;
const COUNTED_TO = 1_000;

/** `ask` answers with a part of the address, or with nothing. */
export async function readConsultations(
  { db, course, config, clock }: ViewDeps,
  { ask }: { ask: (name: string) => string },
): Promise<ConsultationsView> {
  const filter = filterOf(ask("status"));
  const status = isStatus(filter) ? filter : null;
  const began = weekBegan(course.zone, clock());
  const [listed, counted, inWeek, newest, notTold] = await db.batch([
    consultationsListed(db, {
      status,
      since: filter === "week" ? began : 0,
      after: afterOf(ask("after")),
      limit: PAGE + 1,
    }),
    countByStatus(db, STATUSES, COUNTED_TO),
    countSince(db, began),
    consultationsListed(db, { status: null, since: began, after: null, limit: NEWEST }),
    requestsNotTold(db, NOT_TOLD),
  ]);
  const requests = rowsOf<Listed>(listed);
  return {
    zone: course.zone,
    filter,
    requests: requests.slice(0, PAGE),
    next: requests.length > PAGE ? pathAfter(filter, requests[PAGE - 1]) : null,
    counts: countsOf(rowsOf<Counted>(counted)),
    countedTo: COUNTED_TO,
    week: {
      began,
      requests: onlyRow<{ requests: number }>(inWeek).requests,
      newest: rowsOf<Listed>(newest),
    },
    notTold: uniqueById(rowsOf<GivenUp>(notTold)),
    tellsReceiver: config.consultationWebhook !== null,
  };
}

function filterOf(asked: string): ConsultationsView["filter"] {
  return isStatus(asked) || asked === "week" ? asked : "all";
}

function afterOf(asked: string): After | null {
  const [, createdAt, row] = /^(\d{1,15})\.(\d{1,15})$/.exec(asked) ?? [];
  return createdAt && row ? { created_at: Number(createdAt), row: Number(row) } : null;
}

function pathAfter(filter: string, last: Listed | undefined): string | null {
  return last ? `${CONSULTATIONS_PATH}?status=${filter}&after=${last.created_at}.${last.row}` : null;
}

function countsOf(counted: readonly Counted[]): Record<Status, number> {
  const of = (status: Status) => counted.find((one) => one.status === status)?.requests ?? 0;
  return { new: of("new"), answered: of("answered"), booked: of("booked"), done: of("done") };
}

function uniqueById<One extends { id: string }>(all: readonly One[]): One[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** A note that could not be kept, with the sentence that says why. */
export type NoteTyped = { typed: string; wrong: string };

/** Null when there is no such request. */
export async function readConsultation(
  { db, course, config }: ViewDeps,
  { id, said, note }: { id: string; said: string; note: NoteTyped | undefined },
): Promise<ConsultationView | null> {
  const [shown, had, others, changes, notes, webhooks] = await db.batch([
    consultationShown(db, id),
    lessonsHad(db, id),
    otherRequests(db, id),
    changesOf(db, id),
    notesOf(db, id),
    webhooksOf(db, id),
  ]);
  const request = firstRow<RequestInFull>(shown);
  if (!request) return null;
  return {
    zone: course.zone,
    request,
    had: rowsOf<Had>(had).map(({ lesson, sent_at }) => ({
      subject: lessonOfKey(course, lesson)?.subject ?? lesson,
      sent_at,
    })),
    others: rowsOf<Listed>(others),
    changes: rowsOf<ChangeRow>(changes),
    notes: { notes: rowsOf<NoteRow>(notes), nextId: randomId(), typed: note?.typed ?? "", wrong: note?.wrong },
    told: { tales: rowsOf<ToldRow>(webhooks), isOn: config.consultationWebhook !== null },
    said,
  };
}
