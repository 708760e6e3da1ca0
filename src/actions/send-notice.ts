/** Sending a notice: the life of a batch for one mail. */

import { countAccepted } from "../db/engine.ts";
import { goesAtOnce, lease, leasedRow } from "../db/leases.ts";
import { closeNotice, type Notice, type NoticeFacts, sealNotice, skipNoticeBeforeSeal } from "../db/notices.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { composeNotice } from "../mail/compose.ts";
import type { Answer, PerMail } from "../mail/mailer.ts";
import type { SendReport } from "./send-batch.ts";
import { isFresh, tryLater } from "./try-later.ts";

type SendDeps = Pick<Deps, "db" | "mailer" | "course" | "mails" | "config">;

/** As for a batch: one lessee, one set of facts, one key. `now` is unix ms. */
export async function sendNotice(
  deps: SendDeps,
  { noticeId, now }: { noticeId: string; now: number },
): Promise<SendReport> {
  const { db } = deps;
  const [leased, , , found] = await db.batch([
    lease(db, "notices", noticeId, now),
    skipNoticeBeforeSeal(db, noticeId, now),
    sealNotice(db, noticeId, now),
    leasedRow(db, "notices", noticeId, now),
  ]);
  const notice = firstRow<Notice>(found);
  if (firstRow(leased) === undefined || !notice) return { kind: "not-ours" };
  const mail = compose(deps, notice);
  const answer = await deps.mailer.sendOne(mail, `${notice.id}.${notice.generation}`);
  return settle(deps, notice, answer, now);
}

function compose({ config, course, mails }: SendDeps, notice: Notice) {
  const compiled = mails.notices[notice.kind];
  if (!compiled) throw new Error(`There is no notice emails/notices/${notice.kind}.tsx.`);
  const facts = JSON.parse(notice.sealed) as NoticeFacts;
  const { id, email, first_unknown_at: sealedAt } = notice;
  return composeNotice(config, course, compiled, { id, email, sealedAt, ...facts });
}

async function settle(deps: SendDeps, notice: Notice, answer: Answer, now: number): Promise<SendReport> {
  const { id, kind, attempts, first_unknown_at: firstUnknownAt } = notice;
  switch (answer.kind) {
    case "answered":
      return close(deps, notice, outcomeOf(answer.results[0]), now);
    case "refused":
      // At a later try it says nothing of the first, whose answer was lost.
      return close(
        deps,
        notice,
        { status: isFresh({ firstUnknownAt }, now) ? "failed" : "unconfirmed", reason: answer.reason },
        now,
      );
    case "conflict":
      return close(deps, notice, { status: "unconfirmed", reason: answer.reason }, now);
    default:
      return tryLater(
        deps,
        { table: "notices", id, attempts, firstUnknownAt, evenPaused: goesAtOnce(kind) },
        answer,
        now,
      );
  }
}

type NoticeOutcome = Parameters<typeof closeNotice>[2];

function outcomeOf(result: PerMail | undefined): NoticeOutcome {
  if (!result) throw new Error("The mailer answered without a result.");
  return result.accepted
    ? { status: "sent", providerId: result.providerId }
    : { status: "failed", reason: result.reason };
}

async function close({ db }: SendDeps, { id }: Notice, outcome: NoticeOutcome, now: number): Promise<SendReport> {
  const sent = outcome.status === "sent" ? 1 : 0;
  await db.batch([
    ...(sent === 1 ? [countAccepted(db, { table: "notices", id, mails: sent, now })] : []),
    closeNotice(db, id, outcome, now),
  ]);
  const failed = outcome.status === "failed" ? 1 : 0;
  return { kind: "closed", sent, failed, unconfirmed: 1 - sent - failed };
}
