/** The Worker on this machine: its three doors with the post office's clock, which can be moved. */

import { course } from "../../emails/course.ts";
import { type EarliestDue, earliestDue } from "../db/enrollments.ts";
import type { Env } from "../deps.ts";
import { systemClock } from "../deps.ts";
import { doors } from "../doors.ts";

const worker = doors(movedClock);

export default {
  ...worker,
  async fetch(request, env, ctx) {
    return new URL(request.url).pathname === "/_local/next-due" ? await nextDue(env) : worker.fetch(request, env, ctx);
  },
} satisfies typeof worker;

/** Asked once for each request, tick and batch of bells; time goes on from there. */
async function movedClock(env: Env): Promise<() => number> {
  const answer = await fetch(String(env.LOCAL_CLOCK_URL));
  const { now } = (await answer.json()) as { now: number };
  const ahead = now - systemClock();
  return () => systemClock() + ahead;
}

/** For the outbox's button: when somebody's next lesson is due (unix ms), or null. */
async function nextDue(env: Env): Promise<Response> {
  const keys = course.lessons.map(({ key }) => key);
  const { results } = await earliestDue(env.DB, keys).all<EarliestDue>();
  const times = results.flatMap(({ due_at }) => due_at ?? []);
  return Response.json({ due_at: times.length > 0 ? Math.min(...times) : null });
}
