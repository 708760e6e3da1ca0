/** What the provider remembers having accepted: listed newest first, and looked up one by one for the tags that say which mail it is. */

import { Resend } from "resend";
import type { SuppressionReason } from "../domain/delivery.ts";
import { PROVIDER_TIMEOUT, SECOND } from "../domain/numbers.ts";
import { createPacer, leave, nextSlot, refuse } from "../domain/pacer.ts";
import type { ListedMail, MailTags } from "../domain/sent-mail.ts";
import { allowanceOf, retryAfter } from "./rate-headers.ts";

export type Archive = {
  /** At most 100 mails older than `after`, newest first. Throws in words when the provider does not tell. */
  page(after: string | undefined): Promise<{ mails: ListedMail[]; hasMore: boolean }>;
  /** The tags it was sent with; null when the provider does not tell them, or no longer has the mail. */
  tagsOf(providerId: string): Promise<MailTags | null>;
  /** Why the provider mails this address no more; null when it still would, undefined when it does not tell. */
  suppressionOf(address: string): Promise<SuppressionReason | null | undefined>;
};

const REASONS = { bounce: "hard_bounce", complaint: "complaint", manual: "manual" } as const;

type Options = {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  /** Unix ms of real time. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/** Resend's largest page (its OpenAPI description, PaginationLimit). */
const PAGE = 100;

/** Tries of one question: the archive is asked for minutes, and a single lost answer should not end that. */
const TRIES = 5;

type Answered<Data> = {
  data: Data | null;
  error: { name: string; statusCode: number | null } | null;
  headers: Record<string, string> | null;
};

/** In the provider's pace, which its answers tell. The key needs full access: one for sending alone may list nothing. */
export function resendArchive({ apiKey, baseUrl, clock, sleep }: Options): Archive {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const pacer = createPacer();

  async function ask<Data>(call: (signal: AbortSignal) => Promise<Answered<Data>>): Promise<Data | null> {
    for (let attempt = 1; ; attempt++) {
      await sleep(Math.max(0, nextSlot(pacer, clock()) - clock()));
      const departure = leave(pacer, clock());
      const { data, error, headers } = await call(AbortSignal.timeout(PROVIDER_TIMEOUT));
      const allowance = allowanceOf(headers);
      if (allowance) pacer.limit = allowance.limit;
      if (!error) return data;
      if (error.statusCode === 404) return null;
      if (attempt === TRIES || !mayBeOver(error.statusCode)) throw new Error(wordsOf(error));
      const now = clock();
      const waitMs = error.statusCode === 429 ? retryAfter(headers) : attempt * SECOND;
      refuse(pacer, departure, { allowance, now, until: now + waitMs });
    }
  }

  return {
    async page(after) {
      const cursor = after === undefined ? {} : { after };
      const page = await ask((signal) => resend.emails.list({ limit: PAGE, ...cursor }, { signal }));
      if (!Array.isArray(page?.data))
        throw new Error("The provider's list of mails has a form that is not known here.");
      return { mails: page.data.map(listed), hasMore: page.has_more };
    },
    async tagsOf(providerId) {
      const mail = await ask((signal) => resend.emails.get(providerId, { signal }));
      return mail?.tags ? Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])) : null;
    },
    async suppressionOf(address) {
      try {
        const found = await ask((signal) => resend.suppressions.get(address, { signal }));
        return found ? REASONS[found.origin] : null;
      } catch {
        return undefined;
      }
    },
  };
}

function listed(mail: {
  id: string;
  to: string[];
  from: string;
  subject: string;
  created_at: string;
  last_event: string;
}): ListedMail {
  const { id, to, from, subject, created_at, last_event } = mail;
  return { providerId: id, to, from, subject, sentAt: Date.parse(created_at), lastEvent: last_event };
}

/** Too many requests, no answer, or its own failure. */
function mayBeOver(status: number | null): boolean {
  return status === null || status === 429 || status >= 500;
}

function wordsOf({ name, statusCode }: { name: string; statusCode: number | null }): string {
  const key =
    statusCode === 401 || statusCode === 403
      ? " The key must have full access: one for sending may not list mails."
      : "";
  return `The provider did not tell what it has sent: ${statusCode ?? "no answer"} ${name}.${key}`;
}
