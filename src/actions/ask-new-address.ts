/** Asking to move to another address: a mail goes there to prove it, or none, and the answer is always the same. */

import { addressProofNotice } from "../db/notices.ts";
import type { Deps } from "../deps.ts";
import type { Address } from "../domain/address.ts";
import { OWNER_MAILS } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { hashIdentity } from "../domain/token.ts";
import { readerOf, type Unknown } from "./reader-of.ts";

/** `noticeId` is the mail that waits to be sent; nobody outside may learn whether there is one, for it tells who is a reader. */
export type NewAddressAsked = { kind: "asked"; noticeId: string | null } | Unknown;

export async function askNewAddress(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, address, now }: { token: string; address: Address; now: number },
): Promise<NewAddressAsked> {
  const known = await readerOf(deps, { purpose: "owner", token, now });
  if (known.kind !== "known") return known;
  const id = randomId();
  const { address_hash: addressHash } = known.reader;
  const newHash = hashIdentity(deps.config.secrets, address.identity);
  const asked = { id, addressHash, newHash, newEmail: address.email, most: OWNER_MAILS, now };
  const noticed = await addressProofNotice(deps.db, asked).first();
  return { kind: "asked", noticeId: noticed ? id : null };
}
