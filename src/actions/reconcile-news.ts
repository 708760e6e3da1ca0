/** What became of a mail, as the provider's list says it: the same facts and consequences as when a webhook tells. */

import type { KnownMail } from "../db/reconciling.ts";
import type { Deps } from "../deps.ts";
import type { MailKey, News } from "../domain/delivery.ts";
import type { ListedMail } from "../domain/sent-mail.ts";
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
  deps: Pick<Deps, "db" | "config" | "queue">,
  { mail, about, now }: Told,
): Promise<"bounced" | "complained" | null> {
  const news = newsOf(mail.lastEvent);
  if (news === null) return null;
  const { providerId, sentAt, lastEvent } = mail;
  const event = { id: `reconciled_${providerId}_${lastEvent}`, type: `email.${lastEvent}`, providerId };
  await recordMailEvent(deps, { event: { ...event, happenedAt: Math.min(sentAt, now), about, news }, now });
  return news.kind === "complained" ? "complained" : "bounced";
}

/** Whether a bounce was a hard one the list does not say. The provider keeps its own list, and it says "bounced" of what it gave up. */
function newsOf(lastEvent: string): News | null {
  switch (lastEvent) {
    case "bounced":
      return { kind: "bounced", hard: true, detail: "bounced, as the provider's list says" };
    case "complained":
      return { kind: "complained" };
    case "suppressed":
      return { kind: "suppressed", because: "hard_bounce", detail: "suppressed, as the provider's list says" };
    default:
      return null;
  }
}
