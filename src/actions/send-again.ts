/** Sending the confirm mail again at her wish, to the address this very browser signed up with. */

import { noticeOfSignUp } from "../db/notices.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { CONFIRM_MAILS_FROM_SAME_BROWSER } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";

/** One question to D1, whatever state the address is in. `noticeId` is the mail that now waits; nobody outside may learn whether there is one. */
export async function sendAgain(
  { db }: Pick<Deps, "db">,
  { addressHash, now }: { addressHash: string; now: number },
): Promise<{ noticeId: string | null }> {
  const id = randomId();
  const [noticed] = await db.batch([
    noticeOfSignUp(db, { id, addressHash, most: CONFIRM_MAILS_FROM_SAME_BROWSER, caps: [], now }),
  ]);
  return { noticeId: firstRow(noticed) ? id : null };
}
