/** The house as a process of its own: the built Worker, its D1 file and its queue under miniflare, made to be killed. */

import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";
import { optionsOf, type WorkerPlan } from "./miniflare.ts";

export type HousePlan = Omit<WorkerPlan, "script"> & {
  /** The Worker's one file. */
  readonly script: string;
  /** Where the D1 file is kept from one life to the next. */
  readonly directory: string;
};

export type Statement = { readonly sql: string; readonly values: readonly (string | number | null)[] };
export type Asked = { readonly id: number; readonly statements: readonly Statement[] };
export type Told =
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "rows"; readonly id: number; readonly results: unknown[][] }
  | { readonly kind: "refused"; readonly id: number; readonly error: string }
  /** Something the Worker logged as unexpected. */
  | { readonly kind: "surprise"; readonly line: string };

if (process.send !== undefined) await live(JSON.parse(process.argv[2] ?? "{}") as HousePlan);

async function live({ directory, ...plan }: HousePlan): Promise<void> {
  const options = optionsOf(
    { ...plan, script: readFileSync(plan.script, "utf8") },
    {
      resourcePersistencePath: directory,
      unsafeTriggerHandlers: true,
      handleStructuredLogs: ({ message }) => noteSurprise(message),
    },
  );
  const miniflare = new Miniflare(options);
  process.on("disconnect", endGroup);
  process.on("message", (asked: Asked) => void answer(miniflare, asked));
  tell({ kind: "ready", url: String(await miniflare.ready).replace(/\/$/, "") });
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

/** Everyday lines tell of ticks, batches, webhooks and the week; what is left is an exception nobody caught, or a bell that met one. */
function noteSurprise(line: string): void {
  const everyday = /^\{"event":"(tick|batch|webhook|weekly-letter)"/.test(line) && !line.includes('"kind":"surprise"');
  if (!everyday) tell({ kind: "surprise", line });
}

function tell(told: Told): void {
  if (process.connected) process.send?.(told);
}

/** Whoever started us is gone: nobody would kill workerd any more. */
function endGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}
