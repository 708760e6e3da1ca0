/** The Worker under measurement: its real doors, and a desk that runs one piece of it as often as a benchmark asks. */

import { type Env, systemClock } from "../../../src/deps.ts";
import { doors } from "../../../src/doors.ts";
import { bare } from "./bare.ts";
import { pieces } from "./pieces.ts";

const real = doors(async () => systemClock);

export default {
  ...real,
  async fetch(request, env, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/_bench/")) return await atDesk(pathname.slice("/_bench/".length), request, env, ctx);
    if (pathname.startsWith("/bare/")) return await bare.fetch(request, env, ctx);
    return await real.fetch(request, env, ctx);
  },
} satisfies typeof real;

async function atDesk(name: string, request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const input = await request.json<Record<string, unknown>>();
  if (name === "two-ticks") return Response.json(await twoTicks(env, ctx));
  const piece = pieces[name];
  if (!piece) return new Response(`no piece is called ${name}`, { status: 404 });
  return Response.json((await piece(env, input)) ?? {});
}

/** They overlap, as the platform may run them. */
async function twoTicks(env: Env, ctx: ExecutionContext): Promise<object> {
  const controller = { scheduledTime: Date.now(), cron: "*/5 * * * *", noRetry: () => undefined };
  await Promise.all([real.scheduled(controller, env, ctx), real.scheduled(controller, env, ctx)]);
  return {};
}
