/** The faults a script may order for the next requests, each as the provider or the network would commit it. */

import { isObject } from "./draft.ts";
import { dailyQuotaExceeded, monthlyQuotaExceeded } from "./limits.ts";
import {
  invalidApiKey,
  invalidField,
  keyInFlight,
  otherBodyUnderKey,
  ourFault,
  type Refusal,
  rateLimited,
  suspendedApiKey,
} from "./refusal.ts";

const KINDS = [
  /** The connection is reset: before anything was accepted, or after. */
  "reset_before",
  "reset_after",
  /** 500: before anything was accepted, or after. */
  "error_500",
  "error_500_after",
  /** No answer for `hangMs`, then a reset: nothing accepted, or all of it. Ends early when the client goes away. */
  "hang",
  "hang_after",
  /** `hangMs` late, then as usual, even when the client went away meanwhile. */
  "slow",
  /** Accepted; the 200 breaks off in the middle of its body, or holds no JSON. */
  "half_body",
  "unreadable_200",
  "limited",
  "daily_quota",
  "monthly_quota",
  /** 409: same key other body, or same key in flight. */
  "conflict",
  "in_flight",
  /** 422 for the whole request, or for the mails at `indexes` (which fails all of them in a strict batch). */
  "refuse_batch_422",
  "refuse_indexes",
  "invalid_key",
  "suspended",
] as const;

type FaultKind = (typeof KINDS)[number];

export type Fault = {
  readonly kind: FaultKind;
  /** Requests it still applies to. */
  times: number;
  readonly indexes: readonly number[];
  readonly hangMs: number;
  /** Seconds, for 429; null for the time that fits: a second, or until the quota begins anew. */
  readonly retryAfter: number | null;
  /** Only requests to this path (inside the room); null for any. */
  readonly path: string | null;
};

const HANG_MS = 60_000;

/** Throws TypeError with what is wrong. */
export function readFaults(value: unknown): Fault[] {
  return (Array.isArray(value) ? value : [value]).map(readFault);
}

function readFault(value: unknown): Fault {
  if (!isObject(value)) throw new TypeError('a fault must be an object such as {"kind": "error_500"}');
  const kind = KINDS.find((known) => known === value.kind);
  if (kind === undefined)
    throw new TypeError(`no fault of kind ${JSON.stringify(value.kind)}; there are: ${KINDS.join(", ")}`);
  return {
    kind,
    times: typeof value.times === "number" ? value.times : 1,
    indexes: Array.isArray(value.indexes) ? value.indexes.filter((index) => Number.isInteger(index)) : [],
    hangMs: typeof value.hangMs === "number" ? value.hangMs : HANG_MS,
    retryAfter: typeof value.retryAfter === "number" ? value.retryAfter : null,
    path: typeof value.path === "string" ? value.path : null,
  };
}

/** The first fault ordered for this path, used up by one. */
export function takeFault(faults: Fault[], path: string): Fault | undefined {
  const index = faults.findIndex((fault) => fault.path === null || fault.path === path);
  const fault = faults[index];
  if (fault === undefined) return undefined;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}

/** The answer of those faults that answer before anything is accepted; `now` is unix ms of the post office's clock. */
export function refusalOf(fault: Fault | undefined, now: number): Refusal | undefined {
  switch (fault?.kind) {
    case "error_500":
      return ourFault();
    case "limited":
      return rateLimited(fault.retryAfter ?? 1);
    case "daily_quota":
      return dailyQuotaExceeded(now, fault.retryAfter);
    case "monthly_quota":
      return monthlyQuotaExceeded(now, fault.retryAfter);
    case "conflict":
      return otherBodyUnderKey();
    case "in_flight":
      return keyInFlight();
    case "refuse_batch_422":
      return invalidField("The request was refused as a whole.");
    case "invalid_key":
      return invalidApiKey();
    case "suspended":
      return suspendedApiKey();
    default:
      return undefined;
  }
}
