/** Asking for a consultation: the request is stored once, and owes a word to her and one to the author. */

import { type Asker, askerOfHash, noticeOfConsultation, storeConsultation } from "../db/consultations.ts";
import { countAsker } from "../db/funnel.ts";
import { tellOfRequest } from "../db/outgoing-webhooks.ts";
import { rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { Address } from "../domain/address.ts";
import type { ConsultationWords } from "../domain/consultation.ts";
import { weekOf } from "../domain/funnel.ts";
import { randomId } from "../domain/random-id.ts";
import { base64Url, checkToken, hashIdentity } from "../domain/token.ts";

/** Whom the link of a mail names: a confirmed reader, or nobody we know. */
export type WhoAsks = { kind: "reader"; name: string; email: string; addressHash: string } | { kind: "stranger" };

export async function whoAsks(
  { db, config }: Pick<Deps, "db" | "config">,
  { token, now }: { token: string; now: number },
): Promise<WhoAsks> {
  const check = checkToken(config.secrets, "consult", token, now);
  const asker = check.ok && (await askerOfHash(db, check.subject).first<Asker>());
  return asker
    ? { kind: "reader", name: asker.name, email: asker.email, addressHash: asker.address_hash }
    : { kind: "stranger" };
}

export type ConsultationRequest = {
  from: { email: string; addressHash: string } | Address;
  words: ConsultationWords;
  now: number;
};

/** Mails that now wait to be sent, and what a system of the author's is to be told. Nobody outside may learn whether there are any. */
export type Requested = { noticeIds: string[]; webhookIds: string[] };

/** One D1 batch. */
export async function requestConsultation(
  { db, course, config }: Pick<Deps, "db" | "course" | "config">,
  { from, words, now }: ConsultationRequest,
): Promise<Requested> {
  const { email } = from;
  const addressHash = "addressHash" in from ? from.addressHash : hashIdentity(config.secrets, from.identity);
  const id = await idOf([addressHash, ...Object.values(words)]);
  const notice = { consultationId: id, now };
  const [, , received, toAuthor, told] = await db.batch([
    countAsker(db, { addressHash, week: weekOf(course.zone, now), now }),
    storeConsultation(db, { id, addressHash, email, words, now }),
    noticeOfConsultation(db, { ...notice, id: randomId(), kind: "consultation-received", email: null }),
    noticeOfConsultation(db, { ...notice, id: randomId(), kind: "consultation-request", email: config.authorEmail }),
    ...(config.consultationWebhook ? [tellOfRequest(db, { id: randomId(), consultationId: id, now })] : []),
  ]);
  return { noticeIds: [...idsOf(received), ...idsOf(toAuthor)], webhookIds: idsOf(told) };
}

function idsOf(result: D1Result | undefined): string[] {
  return rowsOf<{ id: string }>(result).map(({ id }) => id);
}

/**
 * The same words of the same person are one request, pressed twice or sent again from the page before, which a browser may have
 * loaded anew meanwhile. With a word mended it is another one, and must not be lost.
 */
async function idOf(parts: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return base64Url(new Uint8Array(digest, 0, 16));
}
