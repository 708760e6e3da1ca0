/** Acting for a reader who wrote or telephoned: a token of a minute, so that the author's hand goes the reader's own way. */

import { hashOfReader } from "../db/desk/reader.ts";
import { lastMailTo } from "../db/person.ts";
import type { Deps } from "../deps.ts";
import { MINUTE } from "../domain/numbers.ts";
import { type Purpose, signToken } from "../domain/token.ts";
import { type Erased, erasePerson } from "./erase-person.ts";

export type HerToken =
  | { kind: "reader"; token: string; addressHash: string }
  /** `changed`: since the page was shown she moved to another address, or somebody else has her number now. */
  | { kind: "nobody" | "changed" };

type Whose = { id: number; who: string; now: number };

/** `who` is her address hash as the page showed it: numbers are given anew after an erasure, hashes are not. */
export async function tokenFor(
  { db, config }: Pick<Deps, "db" | "config">,
  { id, who, now }: Whose,
  purpose: Extract<Purpose, "course" | "owner" | "unsubscribe">,
): Promise<HerToken> {
  const reader = await hashOfReader(db, id).first<{ address_hash: string }>();
  if (!reader) return { kind: "nobody" };
  if (reader.address_hash !== who) return { kind: "changed" };
  const expiresAt = purpose === "unsubscribe" ? null : now + MINUTE;
  return { kind: "reader", token: signToken(config.secrets, purpose, who, expiresAt), addressHash: who };
}

/** Dated by her last mail that the ledger knows of, so that her consent is kept no longer for it. */
export async function eraseFor(
  deps: Pick<Deps, "db" | "config">,
  { token, addressHash, now }: { token: string; addressHash: string; now: number },
): Promise<Erased> {
  const last = await lastMailTo(deps.db, addressHash).first<{ at: number | null }>();
  return erasePerson(deps, { token, now, lastMailAt: last?.at ?? now });
}
