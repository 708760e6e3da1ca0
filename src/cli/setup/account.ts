/** Looks at what there is at Cloudflare and Resend already. Nothing here changes anything. */

import { askWrangler, runWrangler } from "../../local/wrangler.ts";
import { inWords } from "../wrangler-failure.ts";
import type { Webhook } from "./provider.ts";

export type Names = { readonly worker: string; readonly database: string; readonly queue: string };

/** What a plan is made from. */
export type Existing = {
  readonly database: boolean;
  readonly queue: boolean;
  /** Names of the Worker's secrets; null when there is no such Worker yet. */
  readonly secrets: readonly string[] | null;
  /** At Resend, with our address. */
  readonly webhook: Webhook | null;
};

/** An account where nothing was done yet. */
export const FRESH: Existing = { database: false, queue: false, secrets: null, webhook: null };

type Account = { readonly id: string; readonly name: string };

/** Commands that only look, in the order in which a dry run shows them. */
export const LOOKS = {
  who: () => ["whoami", "--json"],
  databases: () => ["d1", "list", "--json"],
  queue: ({ queue }: Names) => ["queues", "info", queue],
  secrets: ({ worker }: Names) => ["secret", "list", "--name", worker, "--format", "json"],
} as const;

/** Null when nobody is logged in. */
export async function accountsAtHand(): Promise<readonly Account[] | null> {
  const answer = await unless(/"loggedIn":\s*false/, askWrangler(LOOKS.who()));
  if (answer === null) return null;
  const { accounts = [] } = answer as { accounts?: readonly Account[] };
  return accounts;
}

/** Throws what wrangler says when one of the questions finds no answer. */
export async function lookAtCloudflare(names: Names): Promise<Omit<Existing, "webhook">> {
  const [databases, queue, secrets] = await Promise.all([
    askWrangler(LOOKS.databases()).catch(inWords),
    unless(/Queue ".*" does not exist/, runWrangler(LOOKS.queue(names))),
    unless(/Worker ".*" not found/, askWrangler(LOOKS.secrets(names))),
  ]);
  return {
    database: (databases as { name: string }[]).some(({ name }) => name === names.database),
    queue: queue !== null,
    secrets: secrets === null ? null : (secrets as { name: string }[]).map(({ name }) => name),
  };
}

/** Null in place of the one failure that is an answer. */
async function unless<Answer>(said: RegExp, asked: Promise<Answer>): Promise<Answer | null> {
  return await asked.catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    return said.test(error.message) ? null : inWords(error);
  });
}
