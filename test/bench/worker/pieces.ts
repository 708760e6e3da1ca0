/** The pieces of the Worker that a benchmark may ask for by name. */

import { queueDueLessons } from "../../../src/actions/queue-due-lessons.ts";
import { recordMailEvent } from "../../../src/actions/record-mail-event.ts";
import { sendBatch } from "../../../src/actions/send-batch.ts";
import { tick } from "../../../src/actions/tick.ts";
import { createDeps, type Deps, type Doorbell, type Env } from "../../../src/deps.ts";
import { hashSession } from "../../../src/domain/token.ts";
import { app } from "../../../src/http/app.tsx";
import type { Spent } from "../spent.ts";
import { bareCalls } from "./bare.ts";
import { composeGuide, drawGuide, sameBytes } from "./compose.ts";
import { metered } from "./metered-database.ts";
import { recording } from "./recording-database.ts";
import { tutorial } from "./tutorial.ts";

type Piece = (env: Env, input: Record<string, unknown>) => Promise<unknown>;
type Statement = { sql: string; values: (string | number | null)[] };

export const pieces: Readonly<Record<string, Piece>> = {
  sql: async ({ DB }, { statements }) => {
    const list = (statements as Statement[]).map(({ sql, values }) => DB.prepare(sql).bind(...values));
    return (await DB.batch(list)).map(({ results }) => results);
  },
  "metered-tick": (env) => spentOn(env, oneTick),
  "metered-claim": (env) => spentOn(env, (deps) => queueDueLessons(deps, { now: deps.clock() })),
  "metered-send": (env) => spentOn(env, sendOpen),
  "metered-delivered": (env) => spentOn(env, tellDelivered),
  "metered-sign-up": (env) => spentOn(env, signUp),
  "metered-page": (env, { path }) => spentOn(env, (deps, unmetered) => deskPage(deps, unmetered, String(path))),
  ticks: async (env, { count }) => {
    const deps = await silent(env);
    for (let n = 0; n < Number(count); n++) await oneTick(deps);
  },
  claim: async (env) => {
    const deps = await silent(env);
    return await queueDueLessons(deps, { now: deps.clock() });
  },
  "send-open": async (env) => sendOpen(await silent(env), env.DB),
  compose: async (env, { count }) => composeGuide(await silent(env), Number(count)),
  "draw-react": async (env, { count }) => drawGuide(await silent(env), Number(count), "react"),
  "draw-react-email": async (env, { count }) => drawGuide(await silent(env), Number(count), "react-email"),
  "send-replayed": async (env, { count }) => sendReplayed(await silent(env), Number(count)),
  "same-bytes": async (env) => sameBytes(await silent(env)),
  "bare-calls": (env, { batches, bytes }) => bareCalls(env, { batches: Number(batches), bytes: Number(bytes) }),
  tutorial: async (env, { count }) => tutorial(await silent(env), Number(count)),
};

/** The house with a queue in which nothing rings: the benchmark answers by hand. */
async function silent(env: Env): Promise<Deps> {
  const queue = { send: async () => undefined, sendBatch: async () => undefined } as unknown as Queue<Doorbell>;
  return { ...(await createDeps(env)), queue };
}

async function spentOn(env: Env, work: (deps: Deps, unmetered: D1Database) => Promise<unknown>): Promise<Spent> {
  const { db, spent } = metered(env.DB);
  await work({ ...(await silent(env)), db }, env.DB);
  return spent();
}

function oneTick(deps: Deps): Promise<void> {
  return tick(deps, { now: deps.clock() }, () => undefined);
}

/** The ids are asked for outside the meter. */
async function sendOpen(deps: Deps, unmetered: D1Database): Promise<void> {
  const { results } = await unmetered.prepare("SELECT id FROM batches WHERE state = 'open'").all<{ id: string }>();
  for (const { id } of results) await sendBatch(deps, { batchId: id, now: deps.clock() });
}

/** As the author sees it; her session is made outside the meter. */
async function deskPage(deps: Deps, unmetered: D1Database, path: string): Promise<void> {
  const now = deps.clock();
  const session = "bench-session-of-22-ch";
  await unmetered
    .prepare("INSERT OR REPLACE INTO desk_sessions (link, session_hash, began_at, ends_at) VALUES (?1, ?2, ?3, ?4)")
    .bind(session, hashSession(deps.config.secrets, session), now, now + 60_000)
    .run();
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
  const request = new Request(deps.config.siteUrl + path, { headers: { Cookie: `__Host-desk=${session}` } });
  const answer = await app.fetch(request, { deps }, context as unknown as ExecutionContext);
  await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
}

async function signUp(deps: Deps): Promise<void> {
  const body = new URLSearchParams({ email: "metered@example.com", name: "", consent: "yes" });
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
  const request = new Request(`${deps.config.siteUrl}/signup`, { method: "POST", body });
  const answer = await app.fetch(request, { deps }, context as unknown as ExecutionContext);
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}`);
}

/** One open batch sent for real, then `count` times with D1's answers played again: what is left is the Worker's own work. */
async function sendReplayed(deps: Deps, count: number): Promise<void> {
  const batch = await deps.db.prepare("SELECT id FROM batches WHERE state = 'open'").first<{ id: string }>();
  if (!batch) throw new Error("no batch is open");
  const now = deps.clock();
  const { db, replay } = recording(deps.db);
  await sendBatch({ ...deps, db }, { batchId: batch.id, now });
  for (let n = 0; n < count; n++) await sendBatch({ ...deps, db: replay() }, { batchId: batch.id, now });
}

async function tellDelivered(deps: Deps, unmetered: D1Database): Promise<void> {
  const { results } = await unmetered
    .prepare(
      "SELECT enrollment_id, lesson, batch_id, provider_id FROM deliveries WHERE provider_id IS NOT NULL AND delivered_at IS NULL",
    )
    .all<{ enrollment_id: number; lesson: string; batch_id: string; provider_id: string }>();
  for (const { enrollment_id: enrollmentId, lesson, batch_id: batchId, provider_id: providerId } of results) {
    const now = deps.clock();
    const about = { enrollmentId, lesson, batchId };
    const event = { id: providerId, type: "email.delivered", providerId, happenedAt: now, about };
    await recordMailEvent(deps, { event: { ...event, news: { kind: "delivered" } }, now });
  }
}
