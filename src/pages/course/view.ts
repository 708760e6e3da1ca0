/** What her own page is drawn from. Times are unix ms. */

import type { Clock } from "../../domain/clock.ts";
import type { Coming } from "../../domain/forecast.ts";

export type CourseView = {
  readonly state: "running" | "finished" | "stopped" | "unreachable";
  readonly clock: Clock;
  readonly part: number;
  readonly had: readonly {
    readonly key: string;
    readonly subject: string;
    readonly at: number;
    /** On its way this very moment. */
    readonly leaving: boolean;
    readonly readable: boolean;
  }[];
  readonly coming: readonly Coming[];
  readonly why: string;
  readonly consent: {
    readonly wording: string;
    readonly page: string;
    readonly given_at: number;
    readonly confirmed_at: number;
    /** When the author brought it in from elsewhere; null for a form of ours. */
    readonly imported_at: number | null;
  } | null;
  readonly stopToken: string;
};
