/** How the doctor reaches what is examined: the live house or the local one, and in tests the stand-ins. */

import type { Material } from "../../local/proofs/sample-mail.ts";
import type { QueueConsumer } from "../../local/wrangler.ts";

/** A Worker that reads the queue, as `wrangler queues consumer worker list --json` tells. */
export type Consumer = {
  readonly script?: string | undefined;
  readonly service?: string | undefined;
  readonly dead_letter_queue?: string | undefined;
  readonly settings: {
    readonly batch_size?: number | undefined;
    readonly max_retries?: number | undefined;
    readonly max_wait_time_ms?: number | undefined;
    readonly max_concurrency?: number | undefined;
  };
};

export type Means = {
  readonly where: "local" | "remote";
  /** Whether somebody answers there; only a local house may be asleep. */
  readonly isAwake: boolean;
  /** What this machine takes for the time, unix ms. */
  readonly machineNow: () => number;
  /** The house's own time, unix ms: a local clock may have been put forward. */
  readonly houseNow: number;
  readonly nodeVersion: string;
  /** Settings, and the secrets whose values are known here. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** Names of the secrets that the live Worker has. Rejects when wrangler cannot be asked; null on this machine. */
  readonly secretNames: (() => Promise<readonly string[]>) | null;
  /** The permission bits of .dev.vars; null where there is no such file. */
  readonly devVarsMode: number | null;
  readonly db: D1Database;
  /** Names of the files in src/db/migrations, in order. */
  readonly migrations: readonly string[];
  /** Of our own queue, as wrangler.toml has it; and the Worker's name there. */
  readonly consumer: QueueConsumer | null;
  readonly workerName: string;
  /** Rejects when wrangler cannot be asked or there is no such queue. */
  readonly consumersOf: (queue: string) => Promise<readonly Consumer[]>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** A resolver that answers in JSON: DNS over HTTPS. */
  readonly resolverUrl: string;
  /** What Resend is asked with; null when no key is known here. */
  readonly resendKey: string | null;
  readonly resendUrl: string;
  /** Rejects when the author's folder does not compile. */
  readonly material: () => Promise<Material>;
};
