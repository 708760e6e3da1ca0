/** Settling mails that were found at the provider: their ledger rows, the passages that move on, and the notices that are closed. */

import { countFound } from "../db/funnel.ts";
import {
  type LedgerTuple,
  type NoticeRow,
  noticesOf,
  type PassageRow,
  type Placed,
  passagesAt,
  passagesOf,
  placeAnew,
  type SentNotice,
  type Settlement,
  settleMails,
  settleNotices,
} from "../db/reconciling.ts";
import { rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { isZone } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import type { MailKey } from "../domain/delivery.ts";
import { placementOf } from "../domain/placement.ts";
import {
  addressOfMail,
  bareAddress,
  type Finding,
  findMail,
  type Knowledge,
  type KnownPassage,
  type SentMail,
} from "../domain/sent-mail.ts";

type SettleDeps = Pick<Deps, "db" | "course" | "mails" | "config">;

/** `about`: the row it is the mail of, once it is settled. */
export type Found = { mail: SentMail; finding: Finding; about: MailKey | null };

const UNCLEAR = "sent while the database forgot, under a subject that no lesson has today";

/** One transaction for all of `mails`, oldest first. */
export async function settleFound(
  deps: SettleDeps,
  { mails, knowsUntil, now }: { mails: readonly SentMail[]; knowsUntil: number; now: number },
): Promise<Found[]> {
  const { db, course } = deps;
  const known = await lookUp(deps, mails, knowsUntil);
  const settlements: Settlement[] = [];
  const notices: SentNotice[] = [];
  const before = new Map([...known.passages.values()].map((passage) => [passage.id, passage]));
  const found = mails.map((mail): Found => {
    const finding = findMail(mail, known);
    const settled = settlementOf(mail, finding);
    if (settled) settlements.push(settled);
    if (settled) remember(known, settled, { course, now });
    if (finding.kind === "notice") notices.push([finding.noticeId, mail.providerId, mail.sentAt, deliveredAt(mail)]);
    return { mail, finding, about: aboutOf(finding, settled) };
  });
  const touched = [...new Set(settlements.map(([id]) => id))];
  const placed = touched.flatMap((id) => placedAnew(course, before.get(id), known.passages.get(id), now));
  if (settlements.length + notices.length > 0)
    await db.batch([
      countFound(db, settlements),
      ...settleMails(db, settlements),
      placeAnew(db, placed),
      settleNotices(db, notices),
    ]);
  return found;
}

/** Passages by the numbers on the mails; by address for mails that those leave open. */
async function lookUp(
  { db, course, mails: compiled, config }: SettleDeps,
  mails: readonly SentMail[],
  knowsUntil: number,
): Promise<Knowledge & { passages: Map<number, KnownPassage>; passagesByAddress: Map<string, KnownPassage | null> }> {
  const ids = mails.map(({ tags }) => Number(tags?.enrollment)).filter(Number.isSafeInteger);
  const noticeIds = mails.flatMap(({ tags }) => tags?.notice ?? []);
  const [byId, waiting] = await db.batch([passagesOf(db, course.key, ids), noticesOf(db, noticeIds)]);
  const passages = new Map(rowsOf<PassageRow>(byId).flatMap((row) => entryOf(course, row)));
  const notices = new Map(rowsOf<NoticeRow>(waiting).map((row) => [row.id, { ...row, isOpen: row.isOpen === 1 }]));
  const open = mails.filter(
    (mail) => passages.get(Number(mail.tags?.enrollment))?.email.toLowerCase() !== addressOfMail(mail),
  );
  const byAddress = new Map<string, KnownPassage | null>();
  if (open.length > 0) {
    const [rows] = await db.batch([passagesAt(db, course.key, open.map(addressOfMail))]);
    for (const row of rowsOf<PassageRow>(rows)) {
      const [[, passage] = [0, null]] = entryOf(course, row);
      const one = passage && (passages.get(passage.id) ?? passage);
      if (one) passages.set(one.id, one);
      byAddress.set(row.email.toLowerCase(), one);
    }
  }
  const noticeSubjects = new Map(Object.entries(compiled.notices).map(([kind, { subject }]) => [subject, kind]));
  const [sender, author] = [bareAddress(config.mailFrom), bareAddress(config.authorEmail)];
  return { course, noticeSubjects, sender, author, knowsUntil, passages, passagesByAddress: byAddress, notices };
}

function entryOf(course: Course, row: PassageRow): [number, KnownPassage][] {
  if (row.id === null) return [];
  const { zone, minute, paceDays, quietDays } = row;
  const rows = (JSON.parse(row.rows) as LedgerTuple[]).map(([lesson, status, providerId, at, reason]) => ({
    ...{ lesson, status, providerId, at, reason },
  }));
  const passage = {
    ...{ id: row.id, email: row.email, from: row.from_lesson, last: row.last_lesson, next: row.next_lesson, rows },
    ...{ nextDueAt: row.next_due_at, createdAt: row.created_at, completed: row.completed_at !== null },
    clock: { zone: isZone(zone) ? zone : course.zone, minute, paceDays, quietDays },
  };
  return [[row.id, passage]];
}

function settlementOf(mail: SentMail, finding: Finding): Settlement | null {
  const { providerId, sentAt } = mail;
  switch (finding.kind) {
    case "lesson": {
      const { passage, lesson, batchId } = finding;
      return [passage.id, lesson, batchId, "sent", providerId, null, sentAt, deliveredAt(mail)];
    }
    case "unclear":
      return [finding.passage.id, finding.lesson, "reconciled", "unconfirmed", providerId, UNCLEAR, sentAt, null];
    default:
      return null;
  }
}

/** The list tells that it was delivered, not when: after it was sent. */
function deliveredAt({ lastEvent, sentAt }: SentMail): number | null {
  return ["delivered", "opened", "clicked", "complained"].includes(lastEvent) ? sentAt : null;
}

/** The next mail to her is judged with this one. */
function remember(
  known: { passages: Map<number, KnownPassage>; passagesByAddress: Map<string, KnownPassage | null> },
  [id, lesson, , status, providerId, reason, at]: Settlement,
  { course, now }: { course: Course; now: number },
): void {
  const before = known.passages.get(id);
  if (!before) return;
  const rows = [...before.rows.filter((row) => row.lesson !== lesson), { lesson, status, providerId, at, reason }];
  const after = { ...before, rows };
  const passage = { ...after, next: placementOf(course, after, now).next };
  known.passages.set(id, passage);
  const address = passage.email.toLowerCase();
  if (known.passagesByAddress.get(address)?.id === id) known.passagesByAddress.set(address, passage);
}

function placedAnew(
  course: Course,
  before: KnownPassage | undefined,
  after: KnownPassage | undefined,
  now: number,
): Placed[] {
  if (!before || !after) return [];
  const { last, next, nextDueAt, lastAt } = placementOf(course, after, now);
  return [[before.id, before.last, last, next, nextDueAt, lastAt]];
}

function aboutOf(finding: Finding, settled: Settlement | null): MailKey | null {
  if (finding.kind === "notice") return { noticeId: finding.noticeId };
  if (settled?.[3] !== "sent") return null;
  const [enrollmentId, lesson, batchId] = settled;
  return { enrollmentId, lesson, batchId };
}
