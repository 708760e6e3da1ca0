/** A reader as she is taken out of the house: where she stands, since when, and what she has had. */

import { minuteWords } from "./clock.ts";

type Facts = {
  readonly email: string;
  readonly name: string;
  readonly signed_up_at: number;
  readonly confirmed_at: number | null;
  readonly unsubscribed_at: number | null;
  readonly zone: string;
  readonly minute: number;
  readonly pace_days: number;
  readonly suppressed: string | null;
  readonly next_lesson: string | null;
  readonly next_due_at: number | null;
  readonly completed_at: number | null;
  readonly stopped_at: number | null;
  readonly stop_reason: string | null;
  readonly had: string;
  readonly consent_page: string | null;
  readonly consent_at: number | null;
  readonly imported_at: number | null;
  readonly utm: string | null;
  readonly referrer: string | null;
};

export const READER_COLUMNS = [
  "email",
  "name",
  "state",
  "reason",
  "signed_up_at",
  "confirmed_at",
  "stopped_at",
  "finished_at",
  "next_lesson",
  "next_due_at",
  "lessons_had",
  "hour",
  "zone",
  "every_days",
  "source",
  "consent_page",
  "consent_at",
  "imported_at",
] as const;

type ReaderColumn = (typeof READER_COLUMNS)[number];

/** What has not happened is null, lessons are a list, `every_days` a number; all else is text. Times are ISO 8601, UTC. */
export type ReaderRecord = Readonly<Record<ReaderColumn, string | number | null | readonly string[]>>;

export function readerRecord(facts: Facts): ReaderRecord {
  const { state, reason } = stateOf(facts);
  return {
    email: facts.email,
    name: facts.name,
    state,
    reason,
    signed_up_at: isoOf(facts.signed_up_at),
    confirmed_at: isoOf(facts.confirmed_at),
    stopped_at: isoOf(facts.stopped_at ?? facts.unsubscribed_at),
    finished_at: isoOf(facts.completed_at),
    next_lesson: facts.next_due_at === null ? null : facts.next_lesson,
    next_due_at: isoOf(facts.next_due_at),
    lessons_had: JSON.parse(facts.had) as string[],
    hour: minuteWords(facts.minute),
    zone: facts.zone,
    every_days: facts.pace_days,
    source: sourceOf(facts),
    consent_page: facts.consent_page,
    consent_at: isoOf(facts.consent_at),
    imported_at: isoOf(facts.imported_at),
  };
}

/** As fields of CSV: nothing for null, lessons apart by blanks. */
export function readerFields(record: ReaderRecord): Record<ReaderColumn, string> {
  const fields = READER_COLUMNS.map((column) => [column, textOf(record[column])]);
  return Object.fromEntries(fields) as Record<ReaderColumn, string>;
}

function textOf(value: ReaderRecord[ReaderColumn]): string {
  if (value === null) return "";
  return typeof value === "object" ? value.join(" ") : String(value);
}

/** What weighs most comes first: a suppressed address gets nothing, whatever else is true of it. */
function stateOf(facts: Facts): { state: string; reason: string | null } {
  if (facts.suppressed !== null) return { state: "suppressed", reason: facts.suppressed };
  if (facts.confirmed_at === null) return { state: "unconfirmed", reason: null };
  if (facts.unsubscribed_at !== null) return { state: "stopped", reason: "unsubscribed" };
  if (facts.stopped_at !== null) return { state: "stopped", reason: facts.stop_reason };
  return { state: facts.completed_at === null ? "running" : "finished", reason: null };
}

function sourceOf({ utm, referrer }: Facts): string | null {
  const words = Object.entries(JSON.parse(utm ?? "{}") as Record<string, string>).map((pair) => pair.join("="));
  const all = referrer === null ? words : [...words, `referrer=${referrer}`];
  return all.length === 0 ? null : all.join("; ");
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
