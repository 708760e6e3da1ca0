/** Signing up: whoever asks gets the right mail or none, and always the same answer. */

import { recordConsent } from "../db/consents.ts";
import { countNewcomer } from "../db/funnel.ts";
import { noticeOfSignUp } from "../db/notices.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import { countSignUp } from "../db/sign-up-counts.ts";
import { ensureClock, isClockMissing, signUpSubscriber } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import type { Address } from "../domain/address.ts";
import { type Clock, defaultClock } from "../domain/clock.ts";
import { sourceName, weekOf } from "../domain/funnel.ts";
import { CONFIRM_MAILS_FROM_ANYWHERE, CONFIRM_MAILS_FROM_SAME_BROWSER } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { type Counted, capsOf, fullFor } from "../domain/sign-up-caps.ts";
import type { Source } from "../domain/source.ts";
import { hashIdentity, hashOrigin, type Secrets } from "../domain/token.ts";
import { wordingVersion } from "../domain/wording.ts";

export type SignUp = {
  address: Address;
  name: string;
  /** The consent's wording, as it stood next to the box she ticked. */
  wording: string;
  /** The page she ticked it on. */
  page: string;
  /** Where she came from to it. */
  source: Source;
  /** The network she sits in, as `networkOf` tells it, and her browser's name for itself, if told. Kept as hashes alone. */
  network: string | null;
  client: string | null;
  /** The address hash that this browser signed up with before, if any. */
  browserSignedUp: string | null;
  /** Turnstile is asked here, and the form brought nothing to ask about. */
  isUnproved: boolean;
  now: number;
};

export type SignedUp =
  /** `noticeId` is the mail that now waits to be sent; nobody outside may learn whether there is one. */
  | { kind: "taken"; addressHash: string; noticeId: string | null }
  /** Nothing was stored or sent. `again`: milliseconds until this network, or a form without proof, may sign up again. */
  | { kind: "too-many"; again: number };

/** One D1 batch, but for the first sign-up at an hour, and the same work for every address. */
export async function signUp(deps: Pick<Deps, "db" | "course" | "config">, signingUp: SignUp): Promise<SignedUp> {
  const { db, course, config } = deps;
  const { address, name, source, browserSignedUp, now } = signingUp;
  const addressHash = hashIdentity(config.secrets, address.identity);
  const clock = defaultClock(course);
  const noticeId = randomId();
  const most = browserSignedUp === addressHash ? CONFIRM_MAILS_FROM_SAME_BROWSER : CONFIRM_MAILS_FROM_ANYWHERE;
  const { told, silent } = capsOf(config.secrets, signingUp);
  const caps = [...told, ...silent];
  const cohort = { week: weekOf(course.zone, now), source: sourceName(source) };
  const [counts, , , noticed] = await withClock(db, clock, [
    countSignUp(db, caps, now),
    countNewcomer(db, { addressHash, caps, cohort }),
    signUpSubscriber(db, { addressHash, email: address.email, name, clock, caps, cohort, now }),
    noticeOfSignUp(db, { id: noticeId, addressHash, most, caps, now }),
    recordConsent(db, consentOf(config.secrets, signingUp, noticeId)),
  ]);
  const again = fullFor(told, rowsOf<Counted>(counts), now);
  if (again !== null) return { kind: "too-many", again };
  return { kind: "taken", addressHash, noticeId: firstRow(noticed) ? noticeId : null };
}

function consentOf(secrets: Secrets, { wording, page, source, network, client, now }: SignUp, noticeId: string) {
  return {
    noticeId,
    wording,
    version: wordingVersion(wording),
    page,
    source,
    networkHash: network && hashOrigin(secrets, "network", network, now),
    clientHash: client && hashOrigin(secrets, "client", client, now),
    now,
  };
}

/** The clock is made when a sign-up fails for want of it, and not asked for at all the others. */
async function withClock(db: D1Database, clock: Clock, statements: D1PreparedStatement[]): Promise<D1Result[]> {
  try {
    return await db.batch(statements);
  } catch (error) {
    if (!isClockMissing(error)) throw error;
    const [, ...results] = await db.batch([ensureClock(db, clock), ...statements]);
    return results;
  }
}
