/** Recording a webhook: one fact once, with its consequence, in one transaction. */

import { addressHashOfDelivery, recordEffect } from "../db/deliveries.ts";
import { stopEnrollments } from "../db/enrollments.ts";
import { keepMailEvent } from "../db/mail-events.ts";
import { addressHashOfNotice, recordNoticeEffect } from "../db/notices.ts";
import { suppress } from "../db/suppressions.ts";
import type { Deps } from "../deps.ts";
import { type Effect, effectOf } from "../domain/delivery.ts";
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
  const owner = about && (await ownerOf(db, about));
  if (!about || !owner) return { kind: "unknown-mail" };
  const effect = effectOf(news);
  await db.batch([
    ...recording(db, event, about, effect),
    ...consequences(db, owner.address_hash, effect, now),
    ...(news.kind === "failed" && news.quota ? pauseForQuota(deps, event.happenedAt, now) : []),
    ...(EVERYDAY.has(news.kind) ? [] : [keepMailEvent(db, keptEvent(event, about, effect, now))]),
  ]);
  return { kind: "recorded" };
}

type About = NonNullable<WebhookEvent["about"]>;

/** Nobody when no mail of ours has these tags: another product, another deployment, or a person erased since. */
function ownerOf(db: D1Database, about: About): Promise<{ address_hash: string | null } | null> {
  const question = "noticeId" in about ? addressHashOfNotice(db, about.noticeId) : addressHashOfDelivery(db, about);
  return question.first();
}

function recording(db: D1Database, event: WebhookEvent, about: About, effect: Effect): D1PreparedStatement[] {
  if (event.news.kind === "other") return [];
  return "noticeId" in about
    ? [recordNoticeEffect(db, about.noticeId, effect, event.providerId, event.happenedAt)]
    : [recordEffect(db, about, effect, event.providerId, event.happenedAt)];
}

/** The author's own address, which has no hash here, is never suppressed. */
function consequences(db: D1Database, addressHash: string | null, { suppress: reason }: Effect, now: number) {
  return addressHash && reason
    ? [suppress(db, addressHash, reason, now), stopEnrollments(db, addressHash, reason, now)]
    : [];
}

function keptEvent(event: WebhookEvent, about: About, effect: Effect, now: number) {
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
