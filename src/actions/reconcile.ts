/** Reconciling a restored database with what the provider says it has sent since: nobody gets any of it again, and nobody is lost. */

import { type Engine, engineRow } from "../db/engine.ts";
import { type KnownMail, mailsKnownSince } from "../db/reconciling.ts";
import { endGap, type StopsLearnt } from "../db/restores.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { LEASE, RECONCILE_MARGIN, RECONCILED_AT_ONCE } from "../domain/numbers.ts";
import type { ListedMail } from "../domain/sent-mail.ts";
import type { Archive } from "../mail/archive.ts";
import { isNewTo, recordNews } from "./reconcile-news.ts";
import { type Found, settleFound } from "./settle-found.ts";

export type ReconcileDeps = Pick<Deps, "db" | "course" | "mails" | "config" | "queue"> & { archive: Archive };

export type Counts = {
  /** Mails that the provider lists, and of them those the ledger knew. */
  listed: number;
  known: number;
  /** Readers and lessons: sent since the restored moment, or counted as sent because nobody can tell which lesson it was. */
  readers: number;
  lessons: number;
  unclear: number;
  notices: number;
  repeats: number;
  not_sent: number;
  moved: number;
  bounced: number;
  complained: number;
};

export type Reconciled =
  | { kind: "not-restored" }
  /** What was under way when the database was put back may still arrive: ask again in so many ms. */
  | { kind: "too-early"; waitMs: number }
  /**
   * `stops`: how they were learnt; null while they were not, and then the gap stays open and sending may not be resumed.
   * `strangers`: addresses nobody here has.
   */
  | { kind: "reconciled"; from: number; to: number; counts: Counts; strangers: string[]; stops: StopsLearnt | null };

type Input = {
  /** `unknown`: the author knows that nobody can tell who stopped since. Null: only what was learnt before counts. */
  stops: "unknown" | null;
  now: number;
  tell?: (done: number, of: number) => void;
};

/** May be broken off anywhere and run again: each step is a transaction, and finds what the one before has done. */
export async function reconcile(deps: ReconcileDeps, { stops, now, tell }: Input): Promise<Reconciled> {
  const [engines] = await deps.db.batch([engineRow(deps.db)]);
  const { restored_to: knowsUntil, restored_at: restoredAt, restored_stops: learnt } = onlyRow<Engine>(engines);
  if (knowsUntil === null || restoredAt === null) return { kind: "not-restored" };
  if (restoredAt + LEASE > now) return { kind: "too-early", waitMs: restoredAt + LEASE - now };
  const listed = await mailsSince(deps.archive, knowsUntil - RECONCILE_MARGIN);
  const known = await knownMails(deps.db, knowsUntil - RECONCILE_MARGIN);
  const counts = await recordOfKnown(deps, listed, known, now);
  const unknown = listed.filter(({ providerId }) => !known.has(providerId));
  const found = await settleAll(deps, { unknown, knowsUntil, counts, now, tell });
  const how = learnt ?? stops;
  if (how !== null) await deps.db.batch(endGap(deps.db, { stops: how, counts: found.counts, now }));
  return { kind: "reconciled", from: knowsUntil, to: restoredAt, ...found, stops: how };
}

/** Oldest first. */
async function mailsSince(archive: Archive, since: number): Promise<ListedMail[]> {
  const all: ListedMail[] = [];
  for (;;) {
    const { mails, hasMore } = await archive.page(all.at(-1)?.providerId);
    all.push(...mails);
    const oldest = mails.at(-1);
    if (!hasMore || oldest === undefined || oldest.sentAt < since) break;
  }
  return all.filter(({ sentAt }) => sentAt >= since).reverse();
}

async function knownMails(db: D1Database, since: number): Promise<Map<string, KnownMail>> {
  const [known] = await db.batch([mailsKnownSince(db, since)]);
  return new Map(rowsOf<KnownMail>(known).map((mail) => [mail.provider_id, mail]));
}

/** Mails that the ledger has, with news that it has not. */
async function recordOfKnown(
  deps: ReconcileDeps,
  listed: readonly ListedMail[],
  known: ReadonlyMap<string, KnownMail>,
  now: number,
): Promise<Counts> {
  const counts = { ...NOTHING, listed: listed.length };
  for (const mail of listed) {
    const row = known.get(mail.providerId);
    if (!row) continue;
    counts.known += 1;
    if (isNewTo(row, mail)) count(counts, await recordNews(deps, { mail, about: keyOf(row), now }));
  }
  return counts;
}

function keyOf({ notice_id: noticeId, enrollment_id, lesson, batch_id }: KnownMail) {
  return noticeId === null
    ? { enrollmentId: enrollment_id ?? 0, lesson: lesson ?? "", batchId: batch_id ?? "" }
    : { noticeId };
}

type All = { unknown: ListedMail[]; knowsUntil: number; counts: Counts; now: number; tell: Input["tell"] };

async function settleAll(deps: ReconcileDeps, { unknown, knowsUntil, counts, now, tell }: All) {
  const strangers = new Set<string>();
  const readers = new Set<number>();
  for (let start = 0; start < unknown.length; start += RECONCILED_AT_ONCE) {
    const mails = await withTags(deps.archive, unknown.slice(start, start + RECONCILED_AT_ONCE));
    const found = await settleFound(deps, { mails, knowsUntil, now });
    for (const one of found) note(one, counts, { strangers, readers });
    for (const { mail, about } of found) if (about) count(counts, await recordNews(deps, { mail, about, now }));
    tell?.(start + mails.length, unknown.length);
  }
  return { counts: { ...counts, readers: readers.size }, strangers: [...strangers].sort() };
}

async function withTags(archive: Archive, mails: readonly ListedMail[]) {
  const tagged = [];
  for (const mail of mails) tagged.push({ ...mail, tags: await archive.tagsOf(mail.providerId) });
  return tagged;
}

const NOTHING: Counts = {
  ...{ listed: 0, known: 0, readers: 0, lessons: 0, unclear: 0, notices: 0 },
  ...{ repeats: 0, not_sent: 0, moved: 0, bounced: 0, complained: 0 },
};

function note(
  { finding }: Found,
  counts: Counts,
  { strangers, readers }: { strangers: Set<string>; readers: Set<number> },
) {
  switch (finding.kind) {
    case "lesson":
      readers.add(finding.passage.id);
      counts.lessons += 1;
      if (finding.hasMoved) counts.moved += 1;
      return;
    case "unclear":
      readers.add(finding.passage.id);
      counts.unclear += 1;
      return;
    case "notice":
      counts.notices += 1;
      return;
    case "repeat":
      counts.repeats += 1;
      return;
    case "not-sent":
      counts.not_sent += 1;
      return;
    case "stranger":
      strangers.add(finding.address);
      return;
    case "nothing":
      return;
  }
}

function count(counts: Counts, news: "bounced" | "complained" | null): void {
  if (news !== null) counts[news] += 1;
}
