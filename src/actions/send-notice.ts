/** Sending a notice: the life of a batch for one mail. */

import { countAccepted } from "../db/engine.ts";
import {
  closeNotice,
  keepNoticeSealed,
  leasedNotice,
  leaseNotice,
  type Notice,
  type NoticeFacts,
  reopenNotice,
  sealNotice,
  skipNoticeBeforeSeal,
} from "../db/notices.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { composeNotice } from "../mail/compose.ts";
import type { Answer, PerMail } from "../mail/mailer.ts";
import { pauseFor } from "./pause-sending.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SendReport } from "./send-batch.ts";

type SendDeps = Pick<Deps, "db" | "mailer" | "course" | "mails" | "config">;

/** As for a batch: one lessee, one set of facts, one key. `now` is unix ms. */
export async function sendNotice(
  deps: SendDeps,
  { noticeId, now }: { noticeId: string; now: number },
): Promise<SendReport> {
  const { db } = deps;
  const [leased, , , found] = await db.batch([
    leaseNotice(db, noticeId, now),
    skipNoticeBeforeSeal(db, noticeId, now),
    sealNotice(db, noticeId, now),
    leasedNotice(db, noticeId, now),
  ]);
  const notice = firstRow<Notice>(found);
  if (firstRow(leased) === undefined || !notice) return { kind: "not-ours" };
  const mail = await compose(deps, notice);
  const answer = await deps.mailer.sendOne(mail, `${notice.id}.${notice.generation}`);
  return settle(deps, notice, answer, now);
}

function compose({ config, course, mails }: SendDeps, notice: Notice) {
  const compiled = mails.notices[notice.kind];
  if (!compiled) throw new Error(`There is no notice emails/notices/${notice.kind}.tsx.`);
  const facts = JSON.parse(notice.sealed) as NoticeFacts;
  const { id, email, created_at: createdAt } = notice;
  return composeNotice(config, course, compiled, { id, email, createdAt, ...facts });
}

async function settle(deps: SendDeps, notice: Notice, answer: Answer, now: number): Promise<SendReport> {
  switch (answer.kind) {
    case "answered":
      return close(deps, notice, outcomeOf(answer.results[0]), now);
    case "refused":
      return close(deps, notice, { status: "failed", reason: answer.reason }, now);
    case "conflict":
      return close(deps, notice, { status: "unconfirmed", reason: answer.reason }, now);
    case "limited":
      return postpone(deps, notice, now, answer.retryAfterMs, "the provider's rate limit");
    case "exhausted":
    case "misconfigured":
      return postpone(deps, notice, now, 0, await pauseFor(deps, answer, now));
    case "unknown":
      return keepFor(deps, notice, now, retryDelay(notice.attempts), answer.reason);
  }
}

type NoticeOutcome = Parameters<typeof closeNotice>[2];

function outcomeOf(result: PerMail | undefined): NoticeOutcome {
  if (!result) throw new Error("The mailer answered without a result.");
  return result.accepted
    ? { status: "sent", providerId: result.providerId }
    : { status: "failed", reason: result.reason };
}

async function close({ db }: SendDeps, notice: Notice, outcome: NoticeOutcome, now: number): Promise<SendReport> {
  const sent = outcome.status === "sent" ? 1 : 0;
  await db.batch([closeNotice(db, notice.id, outcome, now), ...(sent === 1 ? [countAccepted(db, now, sent)] : [])]);
  const failed = outcome.status === "failed" ? 1 : 0;
  return { kind: "closed", sent, failed, unconfirmed: 1 - sent - failed };
}

/** Surely not accepted: sealed anew next time, unless an attempt before this one was unknown. */
async function postpone(
  deps: SendDeps,
  notice: Notice,
  now: number,
  delayMs: number,
  why: string,
): Promise<SendReport> {
  if (notice.first_unknown_at !== now) return keepFor(deps, notice, now, delayMs, why);
  const retryAt = now + delayMs;
  await reopenNotice(deps.db, notice.id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}

async function keepFor(deps: SendDeps, notice: Notice, now: number, delayMs: number, why: string): Promise<SendReport> {
  const retryAt = now + delayMs;
  await keepNoticeSealed(deps.db, notice.id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}
