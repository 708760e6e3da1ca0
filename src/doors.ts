/** The Worker's three doors, given a clock: requests, ticks and doorbells. */

import { answerBell } from "./actions/answer-bell.ts";
import { queueDueLessons } from "./actions/queue-due-lessons.ts";
import { sweep } from "./actions/sweep.ts";
import { createDeps, type Deps, type Doorbell, type Env, SettingsError, systemClock } from "./deps.ts";
import { createPacer } from "./domain/pacer.ts";
import { app } from "./http/app.tsx";
import { log } from "./log.ts";
import { IN_FLIGHT, pacedMailer } from "./mail/paced-mailer.ts";

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
      const now = deps.clock();
      const started = { event: "tick" };
      try {
        Object.assign(started, await queueDueLessons(deps, { now }));
      } finally {
        // Even when claiming failed: the sweep is what puts things right again.
        log({ ...started, ...(await sweep(deps, { now })) });
      }
    },

    async queue(messages, env) {
      const deps = withPace(await createDeps(env, await clockOf(env)));
      const waiting = [...messages.messages];
      const line = async () => {
        for (let message = waiting.shift(); message; message = waiting.shift()) {
          await answer(deps, message.body);
          message.ack();
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, line));
    },
  };
}

/** All bells answered by this isolate share one pace, which is felt in real time whatever clock the house has. */
const pacer = createPacer();

function withPace(deps: Deps): Deps {
  return { ...deps, mailer: pacedMailer(deps.mailer, pacer, systemClock) };
}

/** A surprise here leaves the batch to the sweep; the bell is answered all the same, so that no batch rings for ever. */
async function answer(deps: Deps, bell: Doorbell): Promise<void> {
  try {
    log({ event: "batch", ...bell, ...(await answerBell(deps, { bell, now: deps.clock() })) });
  } catch (error) {
    log({ event: "error", ...bell, error: String(error) });
  }
}

/** For the operator, who is the only one to see a Worker in this state: which setting, and how to set it. */
function settingsMissing(error: SettingsError): Response {
  log({ event: "settings", error: error.message });
  return new Response(
    `ただいま準備中です。\n\nThis Worker cannot start yet. Settings to mend:\n${error.settings.join("\n")}\n\nThe log says how to set each.\n`,
    { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } },
  );
}
