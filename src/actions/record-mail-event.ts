/** Recording a webhook: one fact once, with its consequence, in one transaction. */

import { oweAgain } from "../db/deliveries.ts";
import { ratesNow } from "../db/engine.ts";
import { stopSuppressed } from "../db/enrollments.ts";
import { addressHashOf, countFact, recordEffect } from "../db/facts.ts";
import { countNews } from "../db/funnel.ts";
import { countLetterNews } from "../db/letter-counts.ts";
import { keepMailEvent } from "../db/mail-events.ts";
import { oweNoticeAgain } from "../db/notices.ts";
import { onlyRow } from "../db/rows.ts";
import { suppress, suppressForSoftBounces } from "../db/suppressions.ts";
import type { Deps } from "../deps.ts";
import type { Rates } from "../domain/breaker.ts";
import { type DeliveryKey, type Effect, effectOf, type MailKey } from "../domain/delivery.ts";
import { randomId } from "../domain/random-id.ts";
import type { WebhookEvent } from "../mail/webhook.ts";
import { pauseForQuota, stopIfUnsafe } from "./pause-sending.ts";

export type MailEventReport = { kind: "recorded" | "unknown-mail" };

/** Whose mail it is; null for the author's. */
type Owner = { address_hash: string | null };

/** Everyday news, which the ledger's facts already keep. */
const EVERYDAY = new Set(["accepted", "delivered"]);

/** Twice, late, before our own recording or in any order: the end is the same. */
export async function recordMailEvent(
  deps: Pick<Deps, "db" | "course" | "config" | "queue">,
  { event, now }: { event: WebhookEvent; now: number },
): Promise<MailEventReport> {
  const { db } = deps;
  const { about, news } = event;
  // Nobody's: another product's, another deployment's, a person's who was erased since, or replaced by a newer mail.
  const owner = about && (await addressHashOf(db, about).first<Owner>());
  if (!about || !owner) return { kind: "unknown-mail" };
  const effect = effectOf(news);
  const counts = countsForRates(effect.fact);
  const results = await db.batch([
    ...recording(deps, event, about, effect, now),
    ...(EVERYDAY.has(news.kind) ? [] : [keepMailEvent(db, keptEvent(event, about, { ...owner, effect, now }))]),
    ...consequences(db, owner.address_hash, effect, { happenedAt: event.happenedAt, now }),
    ...(counts ? [ratesNow(db, now)] : []),
  ]);
  if (counts) await stopIfUnsafe(deps, { rates: onlyRow<Rates>(results.at(-1)), now });
  return { kind: "recorded" };
}

function recording(
  deps: Pick<Deps, "db" | "course" | "config">,
  { news, providerId, happenedAt }: WebhookEvent,
  about: MailKey,
  effect: Effect,
  now: number,
): D1PreparedStatement[] {
  const { db } = deps;
  if (news.kind === "other") return [];
  if (news.kind === "failed" && news.quota)
    return [...owing(deps, about, { providerId, reason: news.detail, now }), ...pauseForQuota(deps, happenedAt, now)];
  const { fact } = effect;
  return [
    ...(countsForRates(fact) ? [countFact(db, about, fact, Math.min(happenedAt, now))] : []),
    ...("enrollmentId" in about && effect.status ? counted(deps, about, effect.status) : []),
    recordEffect(db, about, effect, providerId, happenedAt),
  ];
}

/** In the funnel, or for a letter. */
function counted({ db, course }: Pick<Deps, "db" | "course">, about: DeliveryKey, status: "sent" | "failed") {
  return [countNews(db, course.key, about, status), countLetterNews(db, about, status)];
}

type QuotaNews = { providerId: string; reason: string; now: number };

function owing({ db, course }: Pick<Deps, "db" | "course">, about: MailKey, told: QuotaNews): D1PreparedStatement[] {
  return "noticeId" in about
    ? oweNoticeAgain(db, about.noticeId, { newId: randomId(), ...told })
    : [...counted({ db, course }, about, "failed"), ...oweAgain(db, about, { batchId: randomId(), now: told.now })];
}

function countsForRates(fact: Effect["fact"]): fact is "bounced_at" | "complained_at" {
  return fact === "bounced_at" || fact === "complained_at";
}

/** The author's own address, which has no hash here, is never suppressed. */
function consequences(
  db: D1Database,
  addressHash: string | null,
  { suppress: reason, softBounce }: Effect,
  { happenedAt, now }: { happenedAt: number; now: number },
): D1PreparedStatement[] {
  if (addressHash === null || !(reason || softBounce)) return [];
  return [
    reason ? suppress(db, { addressHash, happenedAt, now }, reason) : suppressForSoftBounces(db, addressHash, now),
    stopSuppressed(db, addressHash, now),
  ];
}

function keptEvent(
  event: WebhookEvent,
  about: MailKey,
  { address_hash, effect, now }: Owner & { effect: Effect; now: number },
) {
  const isNotice = "noticeId" in about;
  return {
    id: event.id,
    type: event.type,
    enrollmentId: isNotice ? null : about.enrollmentId,
    lesson: isNotice ? null : about.lesson,
    noticeId: isNotice ? about.noticeId : null,
    detail: effect.reason ?? "",
    softBounceOf: effect.softBounce ? address_hash : null,
    happenedAt: event.happenedAt,
    now,
  };
}
