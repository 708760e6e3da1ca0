/** The Worker's three doors, given a clock: requests, ticks and doorbells. */

import { answerBells } from "./actions/answer-bells.ts";
import { answerWebhookBells } from "./actions/answer-webhook-bells.ts";
import { keepWatch, writeWeeklyLetter } from "./actions/keep-watch.ts";
import { tick } from "./actions/tick.ts";
import { atPace, createDeps, type Deps, type Doorbell, type Env, type WatchBell } from "./deps.ts";
import { SECOND, WATCH_AFTER } from "./domain/numbers.ts";
import { app } from "./http/app.tsx";
import { log } from "./log.ts";
import { SettingsError } from "./settings.ts";

type Clock = (env: Env) => Promise<() => number>;
type Doors = Required<Pick<ExportedHandler<Env, Doorbell | WatchBell>, "fetch" | "scheduled" | "queue">>;

export function doors(clockOf: Clock): Doors {
  async function depsOf(env: Env): Promise<Deps> {
    return createDeps(env, await clockOf(env));
  }
  return {
    fetch: (request, env, ctx) => depsOf(env).then((deps) => app.fetch(request, { deps }, ctx), settingsMissing),
    scheduled: async (_controller, env) => {
      const deps = await depsOf(env);
      const now = deps.clock();
      await ringForWatch(env, now);
      await tick(deps, { now }, (report) => log({ event: "tick", ...report }));
      if (await writeWeeklyLetter(deps, { now })) log({ event: "weekly-letter" });
    },
    queue: async ({ messages }, env, ctx) => {
      const deps = await depsOf(env);
      const bells = messages.map(({ body }) => body);
      const ours = bells.filter((bell): bell is Doorbell => !isWatchBell(bell));
      if (ours.length > 0) {
        await answerBells(atPace(deps), ours, (bell, report) => log({ event: "batch", ...bell, ...report }));
      }
      // A receiver that says nothing must not keep the next mails: the platform does not wait for this (see wrangler.toml).
      ctx.waitUntil(answerWebhookBells(deps, ours, (bell, report) => log({ event: "outgoing", ...bell, ...report })));
      if (ours.length < bells.length) await watchNow(deps);
    },
  };
}

/** Answered although no tick should come any more. One that cannot be rung is no loss: the next tick rings another. */
async function ringForWatch({ DELIVERIES }: Env, now: number): Promise<void> {
  try {
    await DELIVERIES.send({ watch: now }, { delaySeconds: WATCH_AFTER / SECOND });
  } catch (error) {
    log({ event: "watch", error: String(error) });
  }
}

async function watchNow(deps: Deps): Promise<void> {
  const { alerts } = await keepWatch(deps, { now: deps.clock() });
  log({ event: "watch", alerts: alerts.join() });
}

function isWatchBell(bell: Doorbell | WatchBell): bell is WatchBell {
  return "watch" in bell;
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
