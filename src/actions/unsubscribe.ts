/** Stopping: from now on no lesson leaves for this reader. Idempotent, and never refused to a valid token. */

import { type Deed, noteIfChanged } from "../db/desk-deeds.ts";
import { mailUnderWay, stopEnrollments } from "../db/enrollments.ts";
import { rowsOf } from "../db/rows.ts";
import { hashOfToday, unsubscribeSubscriber } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { checkToken } from "../domain/token.ts";

export type Unsubscribed =
  /** `mailUnderWay`: one mail was handed over with unknown outcome and may still arrive. */
  { kind: "stopped"; mailUnderWay: boolean } | { kind: "forged" };

/** A link in a mail to an address she has left since still stops her course. `byAuthor`: whom she asked to do it. */
export async function unsubscribe(
  { db, config }: Pick<Deps, "db" | "config">,
  { token, now, byAuthor }: { token: string; now: number; byAuthor?: Deed },
): Promise<Unsubscribed> {
  const check = checkToken(config.secrets, "unsubscribe", token, now);
  if (!check.ok) return { kind: "forged" };
  const today = await hashOfToday(db, check.subject).first<{ address_hash: string }>();
  const addressHash = today?.address_hash ?? check.subject;
  const results = await db.batch([
    unsubscribeSubscriber(db, addressHash, now),
    ...(byAuthor ? [noteIfChanged(db, { ...byAuthor, addressHash, now })] : []),
    stopEnrollments(db, addressHash, now),
    mailUnderWay(db, addressHash),
  ]);
  return { kind: "stopped", mailUnderWay: rowsOf(results.at(-1)).length > 0 };
}
