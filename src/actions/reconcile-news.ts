/** What became of a mail, as the provider's list says it: the same facts and consequences as when a webhook tells. */

import type { KnownMail } from "../db/reconciling.ts";
import type { Deps } from "../deps.ts";
import type { MailKey, News, SuppressionReason } from "../domain/delivery.ts";
import { addressOfMail, type ListedMail } from "../domain/sent-mail.ts";
import type { Archive } from "../mail/archive.ts";
import { recordMailEvent } from "./record-mail-event.ts";

type Told = { mail: ListedMail; about: MailKey; now: number };

/** Whether the ledger has still to hear of it. Deliveries are facts of the row itself; only bad news have consequences. */
export function isNewTo(row: KnownMail, { lastEvent }: ListedMail): boolean {
  switch (lastEvent) {
    case "bounced":
      return row.has_bounced === 0;
    case "complained":
      return row.has_complained === 0;
    case "suppressed":
      return row.has_failed === 0;
    default:
      return false;
  }
}

/**
 * Nothing happens for everyday news. The list does not say when: the mail's own time stands for it, the earliest it can have been.
 * The event's id is made of the mail and the news, so that a second reconciliation keeps none twice.
 */
export async function recordNews(
  deps: Pick<Deps, "db" | "config" | "queue"> & { archive: Archive },
  { mail, about, now }: Told,
): Promise<"bounced" | "complained" | null> {
  if (!BAD_NEWS.includes(mail.lastEvent)) return null;
  const news = newsOf(mail.lastEvent, await deps.archive.suppressionOf(addressOfMail(mail)));
  const { providerId, sentAt, lastEvent } = mail;
  const event = { id: `reconciled_${providerId}_${lastEvent}`, type: `email.${lastEvent}`, providerId };
  await recordMailEvent(deps, { event: { ...event, happenedAt: Math.min(sentAt, now), about, news }, now });
  return news.kind === "complained" ? "complained" : "bounced";
}

const BAD_NEWS: readonly string[] = ["bounced", "complained", "suppressed"];

/**
 * Whether a bounce was a hard one the list of mails does not say, but the provider mails nobody again after one. Where it does not tell
 * that either it counts as hard: `npm run suppression` is the way back.
 */
function newsOf(lastEvent: string, suppression: SuppressionReason | null | undefined): News {
  if (lastEvent === "complained") return { kind: "complained" };
  if (lastEvent === "suppressed")
    return {
      kind: "suppressed",
      because: suppression ?? "hard_bounce",
      detail: "suppressed, as the provider's list says",
    };
  return { kind: "bounced", hard: suppression !== null, detail: "bounced, as the provider's list says" };
}
