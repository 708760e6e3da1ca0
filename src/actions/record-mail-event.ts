/** Recording a webhook: one fact once, with its consequence, in one transaction. */

import { oweAgain } from "../db/deliveries.ts";
import { stopEnrollments } from "../db/enrollments.ts";
import { addressHashOf, recordEffect } from "../db/facts.ts";
import { keepMailEvent } from "../db/mail-events.ts";
import { oweNoticeAgain } from "../db/notices.ts";
import { suppress } from "../db/suppressions.ts";
import type { Deps } from "../deps.ts";
import { type Effect, effectOf, type MailKey } from "../domain/delivery.ts";
import { randomId } from "../domain/random-id.ts";
import type { WebhookEvent } from "../mail/webhook.ts";
import { pauseForQuota } from "./pause-sending.ts";

export type MailEventReport = { kind: "recorded" | "unknown-mail" };

/** Everyday news, which the ledger's facts already keep. */
const EVERYDAY = new Set(["accepted", "delivered"]);

/** Twice, late, before our own recording or in any order: the end is the same. */
export async function recordMailEvent(
  deps: Pick<Deps, "db" | "config">,
  { event, now }: { event: WebhookEvent; now: number },
): Promise<MailEventReport> {
  const { db } = deps;
  const { about, news } = event;
  // Nobody's: another product's, another deployment's, a person's who was erased since, or replaced by a newer mail.
  const owner = about && (await addressHashOf(db, about).first<{ address_hash: string | null }>());
  if (!about || !owner) return { kind: "unknown-mail" };
  const effect = effectOf(news);
  await db.batch([
    ...recording(deps, event, about, effect, now),
    ...consequences(db, owner.address_hash, effect, now),
    ...(EVERYDAY.has(news.kind) ? [] : [keepMailEvent(db, keptEvent(event, about, effect, now))]),
  ]);
  return { kind: "recorded" };
}

function recording(
  deps: Pick<Deps, "db" | "config">,
  { news, providerId, happenedAt }: WebhookEvent,
  about: MailKey,
  effect: Effect,
  now: number,
): D1PreparedStatement[] {
  const { db } = deps;
  if (news.kind === "other") return [];
  if (news.kind !== "failed" || !news.quota) return [recordEffect(db, about, effect, providerId, happenedAt)];
  return [
    ...("noticeId" in about
      ? oweNoticeAgain(db, about.noticeId, { newId: randomId(), reason: news.detail, now })
      : oweAgain(db, about, { batchId: randomId(), now })),
    ...pauseForQuota(deps, happenedAt, now),
  ];
}

/** The author's own address, which has no hash here, is never suppressed. */
function consequences(db: D1Database, addressHash: string | null, { suppress: reason }: Effect, now: number) {
  return addressHash && reason
    ? [suppress(db, addressHash, reason, now), stopEnrollments(db, addressHash, reason, now)]
    : [];
}

function keptEvent(event: WebhookEvent, about: MailKey, effect: Effect, now: number) {
  const isNotice = "noticeId" in about;
  return {
    id: event.id,
    type: event.type,
    enrollmentId: isNotice ? null : about.enrollmentId,
    lesson: isNotice ? null : about.lesson,
    noticeId: isNotice ? about.noticeId : null,
    detail: effect.reason ?? "",
    happenedAt: event.happenedAt,
    now,
  };
}
