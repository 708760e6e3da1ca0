/** Changing her address: the new one is proved, and her course goes on there as it stands. */

import { moveAddress, type Proof, proofOfAddress } from "../db/addresses.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { checkToken, signToken } from "../domain/token.ts";

export type AddressChanged =
  | { kind: "changed"; addressHash: string; email: string }
  /** She was erased, or moved elsewhere, since the link was sent; or the address became somebody's. */
  | { kind: "gone" }
  | { kind: "expired" | "forged" };

/** Idempotent: a second click finds her moved. */
export async function changeAddress(
  { db, config }: Pick<Deps, "db" | "config">,
  { token, now }: { token: string; now: number },
): Promise<AddressChanged> {
  const check = checkToken(config.secrets, "address", token, now);
  if (!check.ok) return { kind: check.why };
  const proof = await proofOfAddress(db, check.subject).first<Proof>();
  if (!proof) return { kind: "gone" };
  const { subscriber_id: subscriberId, old_hash: oldHash, new_hash: newHash, email } = proof;
  const changed = { kind: "changed", addressHash: newHash, email } as const;
  if (oldHash === newHash) return changed;
  const unsubscribeToken = signToken(config.secrets, "unsubscribe", newHash, null);
  const move = { subscriberId, oldHash, newHash, email, unsubscribeToken, now };
  const results = await db.batch([...moveAddress(db, move), proofOfAddress(db, check.subject)]);
  return firstRow<Proof>(results.at(-1))?.old_hash === newHash ? changed : { kind: "gone" };
}
