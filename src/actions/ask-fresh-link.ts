/** Asking for the link to what only she may do: it goes to her own address, whoever asks. */

import { freshLinkNotice } from "../db/notices.ts";
import type { Deps } from "../deps.ts";
import { OWNER_MAILS } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { readerOf, type Unknown } from "./reader-of.ts";

export type FreshLink =
  | { kind: "on-its-way"; noticeId: string }
  /** Some were sent today already. */
  | { kind: "enough" }
  /** Her address must not be mailed at all. */
  | { kind: "unreachable" }
  | Unknown;

export async function askFreshLink(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, now }: { token: string; now: number },
): Promise<FreshLink> {
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  if (known.reader.suppressed !== null) return { kind: "unreachable" };
  const id = randomId();
  const { address_hash: addressHash } = known.reader;
  const noticed = await freshLinkNotice(deps.db, { id, addressHash, most: OWNER_MAILS, now }).first();
  return noticed ? { kind: "on-its-way", noticeId: id } : { kind: "enough" };
}
