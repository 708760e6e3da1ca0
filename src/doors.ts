/** The Worker's three doors, given a clock: requests, ticks and doorbells. */

import { answerBells } from "./actions/answer-bells.ts";
import { tick } from "./actions/tick.ts";
import { atPace, createDeps, type Doorbell, type Env, SettingsError } from "./deps.ts";
import { app } from "./http/app.tsx";
import { log } from "./log.ts";

type Clock = (env: Env) => Promise<() => number>;

export function doors(clockOf: Clock): Required<Pick<ExportedHandler<Env, Doorbell>, "fetch" | "scheduled" | "queue">> {
  return {
    async fetch(request, env, ctx) {
      try {
        return await app.fetch(request, { deps: await createDeps(env, await clockOf(env)) }, ctx);
      } catch (error) {
        if (error instanceof SettingsError) return settingsMissing(error);
        throw error;
      }
    },

    async scheduled(_controller, env) {
      const deps = await createDeps(env, await clockOf(env));
      await tick(deps, { now: deps.clock() }, (report) => log({ event: "tick", ...report }));
    },

    async queue({ messages }, env) {
      const deps = atPace(await createDeps(env, await clockOf(env)));
      const bells = messages.map(({ body }) => body);
      await answerBells(deps, bells, (bell, report) => log({ event: "batch", ...bell, ...report }));
    },
  };
}

/** For the operator, who is the only one to see a Worker in this state: which setting, and how to set it. */
function settingsMissing(error: SettingsError): Response {
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
