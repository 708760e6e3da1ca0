/** What the provider remembers: mails, newest first and page by page, and addresses it mails no more (OpenAPI, emails/list, suppressions/get). */

import { answerRefusal, type RoomContext } from "./answer.ts";
import type { SuppressionReason } from "./fate.ts";
import { asListedEmail, type Mail, sameAddressKey } from "./mail.ts";
import { invalidField, notFound, type Refusal } from "./refusal.ts";

const PAGE = 20;
const LARGEST_PAGE = 100;

type Asked = { limit: number; after: string | undefined; before: string | undefined };

export function pageOfEmails(c: RoomContext, mails: ReadonlyMap<string, Mail>): Response {
  const { limit = String(PAGE), after, before } = c.req.query();
  const asked = { limit: Number(limit), after, before };
  const refusal = refuse(asked, mails);
  if (refusal !== undefined) return answerRefusal(c, refusal);
  const { page, hasMore } = pageOf([...mails.values()].reverse(), asked);
  return c.json({ object: "list", has_more: hasMore, data: page.map(asListedEmail) });
}

function refuse({ limit, after, before }: Asked, mails: ReadonlyMap<string, Mail>): Refusal | undefined {
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
    return invalidField("The `limit` must be a number between 1 and 100.");
  if (after !== undefined && before !== undefined)
    return invalidField("Only one of `after` and `before` can be given.");
  const cursor = after ?? before;
  return cursor === undefined || mails.has(cursor)
    ? undefined
    : invalidField("The pagination cursor is no email of yours.");
}

function pageOf(newestFirst: readonly Mail[], { limit, after, before }: Asked): { page: Mail[]; hasMore: boolean } {
  const place = newestFirst.findIndex(({ id }) => id === (after ?? before));
  if (before !== undefined) {
    const newer = newestFirst.slice(0, place);
    return { page: newer.slice(-limit), hasMore: newer.length > limit };
  }
  const older = newestFirst.slice(place + 1);
  return { page: older.slice(0, limit), hasMore: older.length > limit };
}

export function suppressionOf(c: RoomContext, suppressed: ReadonlyMap<string, SuppressionReason>): Response {
  const email = sameAddressKey(c.req.param("address") ?? "");
  const reason = suppressed.get(email);
  if (reason === undefined) return answerRefusal(c, notFound("Suppression"));
  const origin = reason === "previous_complaint" ? "complaint" : "bounce";
  const created_at = new Date(c.get("room").clock.now()).toISOString();
  return c.json({ object: "suppression", id: email, email, origin, source_id: null, created_at });
}
