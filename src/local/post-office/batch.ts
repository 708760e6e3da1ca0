/** Judges the mails of one request together: strict takes all or none, permissive takes the sound ones. */

import { type Draft, readDraft } from "./draft.ts";
import { invalidField, type Refusal } from "./refusal.ts";

type BatchError = { readonly index: number; readonly message: string };

export type Judgement =
  | { readonly kind: "taken"; readonly drafts: readonly Draft[]; readonly errors: readonly BatchError[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type Validation = "strict" | "permissive";

/** Resend: "up to 100 batch emails at once". */
const BATCH_SIZE = 100;

export function judgeSingle(value: unknown, refusedIndexes: readonly number[]): Judgement {
  return judgeAll([value], "strict", refusedIndexes);
}

export function judgeBatch(value: unknown, validation: Validation, refusedIndexes: readonly number[]): Judgement {
  if (!Array.isArray(value)) return refused(invalidField("The batch must be an array of emails."));
  if (value.length === 0) return refused(invalidField("The batch must hold at least one email."));
  if (value.length > BATCH_SIZE) return refused(invalidField(`The batch must hold at most ${BATCH_SIZE} emails.`));
  return judgeAll(value, validation, refusedIndexes);
}

/** Only a 422 concerns one mail; an unverified domain (403) fails the request in either mode. */
function judgeAll(values: readonly unknown[], validation: Validation, refusedIndexes: readonly number[]): Judgement {
  const drafts: Draft[] = [];
  const errors: BatchError[] = [];
  for (const [index, value] of values.entries()) {
    const reading = refusedIndexes.includes(index) ? { refusal: refusedByFault() } : readDraft(value);
    if ("draft" in reading) drafts.push(reading.draft);
    else if (validation === "strict" || reading.refusal.statusCode !== 422) return refused(reading.refusal);
    else errors.push({ index, message: reading.refusal.message });
  }
  return { kind: "taken", drafts, errors };
}

function refused(refusal: Refusal): Judgement {
  return { kind: "refused", refusal };
}

function refusedByFault(): Refusal {
  return invalidField("This recipient was refused.");
}
