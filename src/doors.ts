/** The Worker's three doors, given a clock: requests, ticks and doorbells. */

import { answerBells } from "./actions/answer-bells.ts";
import { answerWebhookBells } from "./actions/answer-webhook-bells.ts";
import { tick } from "./actions/tick.ts";
import { atPace, createDeps, type Deps, type Doorbell, type Env } from "./deps.ts";
import { app } from "./http/app.tsx";
import { log } from "./log.ts";
import { SettingsError } from "./settings.ts";

type Clock = (env: Env) => Promise<() => number>;
type Doors = Required<Pick<ExportedHandler<Env, Doorbell>, "fetch" | "scheduled" | "queue">>;

export function doors(clockOf: Clock): Doors {
  async function depsOf(env: Env): Promise<Deps> {
    return createDeps(env, await clockOf(env));
  }
  return {
    fetch: (request, env, ctx) => depsOf(env).then((deps) => app.fetch(request, { deps }, ctx), settingsMissing),
    scheduled: async (_controller, env) => {
      const deps = await depsOf(env);
      await tick(deps, { now: deps.clock() }, (report) => log({ event: "tick", ...report }));
    },
    queue: async ({ messages }, env, ctx) => {
      const deps = await depsOf(env);
      const bells = messages.map(({ body }) => body);
      await answerBells(atPace(deps), bells, (bell, report) => log({ event: "batch", ...bell, ...report }));
      // A receiver that says nothing must not keep the next mails: the platform does not wait for this (see wrangler.toml).
      ctx.waitUntil(answerWebhookBells(deps, bells, (bell, report) => log({ event: "outgoing", ...bell, ...report })));
    },
  };
}

/** For the operator, who is the only one to see a Worker in this state: which setting, and how to set it. */
function settingsMissing(error: unknown): Response {
  if (!(error instanceof SettingsError)) throw error;
  log({ event: "settings", error: error.message });
  return new Response(
    `ただいま準備中です。\n\nThis Worker cannot start yet. Settings to mend:\n${error.settings.join("\n")}\n\nThe log says how to set each.\n`,
    {
      status: 503,
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    },
  );
}
