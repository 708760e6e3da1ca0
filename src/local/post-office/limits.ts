/** How fast and how much one team may send: requests in a second of real time, mails in a UTC day and month. */

import { isObject } from "./draft.ts";
import { quotaExceeded, type Refusal } from "./refusal.ts";

export type Limits = {
  /** Null: no limit. Resend's default has been 2, 5 and lately 10. */
  requestsPerSecond: number | null;
  /** Null: no quota, as on Resend's paid plans; the free plan has 100. */
  dailyQuota: number | null;
  /** Null: no quota; the free plan has 3,000. */
  monthlyQuota: number | null;
  /** How long every sending request takes at least. */
  latencyMs: number;
  /** False: forget html and text of mails on arrival, for runs of very many. */
  keepBodies: boolean;
  /** API keys that answer 403 invalid_api_key. */
  refusedKeys: readonly string[];
  /** API keys with sending access: they may not look at the account. */
  sendingKeys: readonly string[];
};

export type Usage = {
  /** Real unix ms at which the running second began, and the requests in it. */
  second: number;
  requests: number;
  /** Days since 1970 and months since year 0, both UTC by the post office's clock, and the recipients in them. */
  day: number;
  mailsThisDay: number;
  month: number;
  mailsThisMonth: number;
};

type Turn = {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly waitSeconds: number;
};

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

export function freshLimits(): Limits {
  return {
    requestsPerSecond: 10,
    dailyQuota: null,
    monthlyQuota: null,
    latencyMs: 0,
    keepBodies: true,
    refusedKeys: ["re_invalid"],
    sendingKeys: [],
  };
}

export function freshUsage(): Usage {
  return { second: 0, requests: 0, day: 0, mailsThisDay: 0, month: 0, mailsThisMonth: 0 };
}

/** Counts one request of this second; `realNow` is unix ms of real time, because pace is felt in real time. */
export function takeTurn(limits: Limits, usage: Usage, realNow: number): Turn {
  if (realNow >= usage.second + SECOND) Object.assign(usage, { second: realNow, requests: 0 });
  const limit = limits.requestsPerSecond ?? Number.MAX_SAFE_INTEGER;
  const allowed = usage.requests < limit;
  if (allowed) usage.requests += 1;
  const remaining = limit - usage.requests;
  const waitSeconds = Math.max(1, Math.ceil((usage.second + SECOND - realNow) / SECOND));
  const headers = {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(waitSeconds),
    "retry-after": String(remaining > 0 ? 0 : waitSeconds),
  };
  return { allowed, headers, waitSeconds };
}

/** Whether `mails` more recipients at `now` (unix ms) would pass a quota; nothing is counted yet. */
export function refuseQuota(limits: Limits, usage: Usage, mails: number, now: number): Refusal | undefined {
  turnPages(usage, now);
  if (limits.dailyQuota !== null && usage.mailsThisDay + mails > limits.dailyQuota) {
    return dailyQuotaExceeded(now);
  }
  if (limits.monthlyQuota !== null && usage.mailsThisMonth + mails > limits.monthlyQuota) {
    return monthlyQuotaExceeded(now);
  }
  return undefined;
}

export function countMails(usage: Usage, mails: number, now: number): void {
  turnPages(usage, now);
  usage.mailsThisDay += mails;
  usage.mailsThisMonth += mails;
}

function turnPages(usage: Usage, now: number): void {
  const day = Math.floor(now / DAY);
  const date = new Date(now);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  if (usage.day !== day) Object.assign(usage, { day, mailsThisDay: 0 });
  if (usage.month !== month) Object.assign(usage, { month, mailsThisMonth: 0 });
}

export function dailyQuotaExceeded(now: number, retryAfter: number | null = null): Refusal {
  return quotaExceeded("daily", retryAfter ?? secondsUntil(startOfNextDay(now), now));
}

export function monthlyQuotaExceeded(now: number, retryAfter: number | null = null): Refusal {
  return quotaExceeded("monthly", retryAfter ?? secondsUntil(startOfNextMonth(now), now));
}

function startOfNextDay(now: number): number {
  return (Math.floor(now / DAY) + 1) * DAY;
}

function startOfNextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function secondsUntil(then: number, now: number): number {
  return Math.ceil((then - now) / SECOND);
}

/** GET /usage as the SDK's types have it, without what this post office does not keep (contacts, segments). */
export function usageReport(limits: Limits, usage: Usage, now: number): Record<string, unknown> {
  turnPages(usage, now);
  const daily = usagePart(usage.mailsThisDay, limits.dailyQuota, startOfNextDay(now));
  const monthly = usagePart(usage.mailsThisMonth, limits.monthlyQuota, startOfNextMonth(now));
  return { object: "usage", emails: { daily, monthly } };
}

function usagePart(used: number, limit: number | null, resetsAt: number): Record<string, unknown> {
  return { used, limit, sent: used, received: 0, resets_at: new Date(resetsAt).toISOString() };
}

/** The limits a script asks for; throws TypeError for one it misspelt. Null takes a limit or quota away. */
export function readLimits(value: unknown): Partial<Limits> {
  if (!isObject(value)) throw new TypeError("limits must be an object");
  for (const [name, limit] of Object.entries(value)) {
    if (!isLimit(name, limit)) throw new TypeError(`no limit "${name}" of ${JSON.stringify(limit)}`);
  }
  return value;
}

function isLimit(name: string, limit: unknown): boolean {
  switch (name) {
    case "requestsPerSecond":
    case "dailyQuota":
    case "monthlyQuota":
      return limit === null || (typeof limit === "number" && limit >= 0);
    case "latencyMs":
      return typeof limit === "number" && limit >= 0;
    case "keepBodies":
      return typeof limit === "boolean";
    case "refusedKeys":
    case "sendingKeys":
      return Array.isArray(limit) && limit.every((key) => typeof key === "string");
    default:
      return false;
  }
}
