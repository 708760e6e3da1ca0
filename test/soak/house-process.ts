/** The house as a process of its own: the built Worker, its D1 file and its queue under miniflare, made to be killed. */

import { readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";

export type HousePlan = {
  /** The Worker's one file. */
  readonly script: string;
  readonly compatibilityDate: string;
  /** Where the D1 file is kept from one life to the next. */
  readonly directory: string;
  readonly bindings: Readonly<Record<string, string>>;
};

export type Statement = { readonly sql: string; readonly values: readonly (string | number | null)[] };
export type Asked = { readonly id: number; readonly statements: readonly Statement[] };
export type Told =
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "rows"; readonly id: number; readonly results: unknown[][] }
  | { readonly kind: "refused"; readonly id: number; readonly error: string }
  /** Something the Worker logged as unexpected. */
  | { readonly kind: "surprise"; readonly line: string };

const QUEUE = "deliveries";

if (process.send !== undefined) await live(JSON.parse(process.argv[2] ?? "{}") as HousePlan);

async function live(plan: HousePlan): Promise<void> {
  const miniflare = new Miniflare(optionsOf(plan));
  process.on("disconnect", endGroup);
  process.on("message", (asked: Asked) => void answer(miniflare, asked));
  tell({ kind: "ready", url: String(await miniflare.ready).replace(/\/$/, "") });
}

/** The queue's consumer as wrangler.toml has it. `cf: false`: miniflare asks nobody on the network where it is. */
function optionsOf({ script, compatibilityDate, directory, bindings }: HousePlan) {
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new NoOpLog(),
    telemetry: { enabled: false },
    resourcePersistencePath: directory,
    unsafeTriggerHandlers: true,
    handleStructuredLogs: ({ message }) => noteSurprise(message),
    workers: [
      {
        name: "soak",
        modules: [{ type: "ESModule", path: "worker.js", contents: readFileSync(script, "utf8") }],
        compatibilityDate,
        bindings: { ...bindings },
        d1Databases: { DB: "soak" },
        queueProducers: { DELIVERIES: { queueName: QUEUE } },
        queueConsumers: { [QUEUE]: { maxBatchSize: 100, maxBatchTimeout: 0, maxRetries: 3 } },
      },
    ],
  });
}

async function answer(miniflare: Miniflare, { id, statements }: Asked): Promise<void> {
  try {
    const db = await miniflare.getD1Database("DB");
    const results = await db.batch(statements.map(({ sql, values }) => db.prepare(sql).bind(...values)));
    tell({ kind: "rows", id, results: results.map((result) => result.results) });
  } catch (error) {
    tell({ kind: "refused", id, error: String(error) });
  }
}

/** Everyday lines tell of ticks and batches; what is left is an exception nobody caught, or a bell that met one. */
function noteSurprise(line: string): void {
  const everyday = /^\{"event":"(tick|batch)"/.test(line) && !line.includes('"kind":"surprise"');
  if (!everyday) tell({ kind: "surprise", line });
}

function tell(told: Told): void {
  if (process.connected) process.send?.(told);
}

/** Whoever started us is gone: nobody would kill workerd any more. */
function endGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}
