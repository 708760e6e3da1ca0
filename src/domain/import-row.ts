/** One line of a file of readers, judged: who is meant and what proves her consent, or which field is wrong and why. */

import { parseAddress } from "./address.ts";
import type { ImportColumn, ImportMode } from "./import-columns.ts";
import { readMoment } from "./import-moment.ts";
import { CONSENT_LIFE } from "./numbers.ts";
import { nameProblem, tidyName } from "./reader-name.ts";

export const WORDING_MIN = 8;
export const WORDING_MAX = 2_000;
export const SOURCE_MAX = 500;

/** Who is to be brought in. Times are unix ms; `confirmedAt` is there for who has confirmed already. */
export type ImportRow = {
  readonly email: string;
  /** What two spellings of her mailbox share. */
  readonly identity: string;
  readonly name: string;
  readonly wording: string;
  readonly source: string;
  readonly consentAt: number;
  readonly confirmedAt: number | null;
};

export type FieldProblem =
  | "missing"
  | "no-address"
  | "too-long"
  | "too-short"
  | "has-link"
  | "no-date"
  | "no-zone"
  | "future"
  | "too-old"
  | "before-consent"
  /** The line has more or fewer fields than the header. */
  | "fields";

export type Refusal = { readonly column: ImportColumn | null; readonly why: FieldProblem };

export type Judged = { ok: true; row: ImportRow } | { ok: false; refusal: Refusal };

/** What a file's lines are judged by: how they come in, the course's zone, and the time of judging (unix ms). */
export type Judging = { readonly mode: ImportMode; readonly zone: string; readonly now: number };

export type ImportFields = Readonly<Partial<Record<ImportColumn, string>>>;

/** What is told is the first thing that is wrong, in the order of the columns. */
export function judgeRow(fields: ImportFields, judging: Judging): Judged {
  const field = (column: ImportColumn) => fields[column] ?? "";
  const address = parseAddress(field("email"));
  const name = tidyName(field("name"));
  const wording = tidyWording(field("consent_wording"));
  const source = tidyName(field("consent_source"));
  const consent = momentOf("consent_at", field("consent_at"), judging);
  const confirmed = judging.mode === "ask" ? NOT_ASKED : momentOf("confirmed_at", field("confirmed_at"), judging);
  const refusal =
    addressProblem(field("email"), address !== null) ??
    problem("name", nameProblem(name)) ??
    wordsProblem("consent_wording", wording) ??
    consent.refusal ??
    wordsProblem("consent_source", source) ??
    confirmed.refusal ??
    problem("confirmed_at", (confirmed.at ?? consent.at ?? 0) < (consent.at ?? 0) ? "before-consent" : null);
  if (refusal !== null || address === null || consent.at === null) {
    return { ok: false, refusal: refusal ?? { column: "email", why: "no-address" } };
  }
  const evidence = { wording, source, consentAt: consent.at, confirmedAt: confirmed.at };
  return { ok: true, row: { email: address.email, identity: address.identity, name, ...evidence } };
}

function problem(column: ImportColumn, why: FieldProblem | null): Refusal | null {
  return why && { column, why };
}

function addressProblem(typed: string, isAddress: boolean): Refusal | null {
  return problem("email", isAddress ? null : typed.trim() === "" ? "missing" : "no-address");
}

/** Lines stay lines; nothing invisible. */
function tidyWording(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n]+/gu, " ")
    .trim();
}

/** A mere "yes" proves nothing: what she agreed to has to stand there. */
function wordsProblem(column: "consent_wording" | "consent_source", words: string): Refusal | null {
  const length = Array.from(words).length;
  if (length === 0) return { column, why: "missing" };
  if (column === "consent_wording" && length < WORDING_MIN) return { column, why: "too-short" };
  return length > (column === "consent_wording" ? WORDING_MAX : SOURCE_MAX) ? { column, why: "too-long" } : null;
}

type Moment = { readonly at: number | null; readonly refusal: Refusal | null };

const NOT_ASKED: Moment = { at: null, refusal: null };

/**
 * A consent is no older than the time for which evidence is kept: the house removes its own when three years have passed without a
 * mail, and whoever has heard nothing for so long has not asked for this.
 */
function momentOf(column: "consent_at" | "confirmed_at", typed: string, { zone, now }: Judging): Moment {
  const refused = (why: FieldProblem) => ({ at: null, refusal: { column, why } });
  if (typed.trim() === "") return refused("missing");
  const read = readMoment(typed, zone);
  if (!read.ok) return refused(read.why);
  if (read.at > now) return refused("future");
  return read.at < now - CONSENT_LIFE ? refused("too-old") : { at: read.at, refusal: null };
}
