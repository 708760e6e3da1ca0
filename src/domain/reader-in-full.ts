/** What the author sees of one reader, as it stands in the tables. Times are unix ms. */

import type { Clock } from "./clock.ts";
import type { ListedRequest } from "./consultation-record.ts";
import type { Status, SuppressionReason } from "./delivery.ts";
import type { Coming } from "./forecast.ts";
import type { ReaderFacts } from "./reader-state.ts";
import type { Late } from "./why-waiting.ts";

export type LedgerRow = {
  /** The course, `letter:<key>` or `copy:<lesson>`. */
  readonly course: string;
  readonly part: number;
  readonly lesson: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly batch_id: string;
  readonly provider_id: string | null;
  readonly claimed_at: number;
  readonly sent_at: number | null;
  readonly delivered_at: number | null;
  readonly bounced_at: number | null;
  readonly complained_at: number | null;
};

type PartRow = {
  readonly part: number;
  readonly from_lesson: string | null;
  readonly created_at: number;
  readonly completed_at: number | null;
  readonly stopped_at: number | null;
  readonly replaced_at: number | null;
};

export type NoticeRow = {
  readonly kind: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly created_at: number;
  readonly sent_at: number | null;
  readonly delivered_at: number | null;
  readonly bounced_at: number | null;
  readonly complained_at: number | null;
};

type EventRow = { type: string; detail: string; lesson: string | null; happened_at: number };

type ConsentRow = { wording: string; page: string; given_at: number; confirmed_at: number | null };

type RequestRow = Pick<ListedRequest, "id" | "status" | "created_at">;

export type SuppressionChange = {
  readonly change: "added" | "removed";
  readonly was: SuppressionReason | null;
  readonly reason: string;
  readonly she_asked: number;
  readonly changed_at: number;
};

export type Suppression = { readonly reason: SuppressionReason; readonly created_at: number };

/** `deed` is its name; `detail` says of what. */
export type DeedRow = {
  readonly deed: "next-lesson" | "copy" | "clock" | "moved" | "stopped";
  readonly detail: string;
  readonly reason: string;
  readonly done_at: number;
};

/** A lesson still to come, with when the one before it goes or went. */
export type Planned = Coming & { readonly lastAt: number | null };

export type ReaderRecord = {
  readonly id: number;
  /** Her address's hash: by it a form says whom it means. */
  readonly who: string;
  readonly email: string;
  readonly name: string;
  readonly signedUpAt: number;
  readonly facts: ReaderFacts;
  readonly suppression: Suppression | null;
  readonly clock: Clock;
  /** Her latest passage through the course, if she began it. */
  readonly part: number | null;
  /** Nothing when nothing comes. */
  readonly coming: readonly Planned[];
  readonly late: Late | null;
  readonly ledger: readonly LedgerRow[];
  readonly parts: readonly PartRow[];
  readonly notices: readonly NoticeRow[];
  readonly events: readonly EventRow[];
  readonly consents: readonly ConsentRow[];
  readonly requests: readonly RequestRow[];
  readonly changes: readonly SuppressionChange[];
  readonly deeds: readonly DeedRow[];
};
