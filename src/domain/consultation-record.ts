/** What the author sees of requests for a consultation, as it stands in the tables. Times are unix ms. */

import type { Status } from "./consultation-status.ts";
import type { WebhookType } from "./outgoing-webhook.ts";

/** A line of a list. */
export type ListedRequest = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: Status;
  readonly created_at: number;
};

export type RequestInFull = ListedRequest & {
  /** Her number, if she is a reader; also of one who became one after she had asked. */
  readonly reader: number | null;
  readonly reach: string;
  readonly times: string;
  readonly topic: string;
  readonly worksheet: string;
};

export type ChangeRow = { readonly from_status: Status; readonly to_status: Status; readonly changed_at: number };

export type NoteRow = { readonly id: string; readonly words: string; readonly written_at: number };

/** What another system was told of it. */
export type ToldRow = {
  readonly id: string;
  readonly type: WebhookType;
  readonly status: Status;
  readonly state: "waiting" | "taken" | "given_up";
  readonly attempts: number;
  readonly next_try_at: number;
  readonly last_answer: string | null;
  readonly created_at: number;
};
