/** From the Worker's environment to what the house works with. A missing setting fails loudly, by name. */

import { packedMails } from "../build/mails.ts";
import { scripts } from "../build/scripts.ts";
import { packedThrowaway } from "../build/throwaway.ts";
import { course } from "../emails/course.ts";
import type { CompiledMails } from "./domain/compiled-mail.ts";
import type { Config } from "./domain/config.ts";
import type { Course } from "./domain/course.ts";
import { createPacer } from "./domain/pacer.ts";
import type { Scripts } from "./domain/script.ts";
import { isThrowaway, unpackDomains } from "./domain/throwaway.ts";
import type { Mailer } from "./mail/mailer.ts";
import { type PacedMailer, pacedMailer } from "./mail/paced-mailer.ts";
import { resendMailer } from "./mail/resend.ts";
import { unpackMails } from "./mail/unpack.ts";
import { readConfig } from "./settings.ts";

/** A queue message: only a doorbell. What is to do stands in the database. */
export type Doorbell = MailBell | WebhookBell;
export type MailBell = { batch: string } | { notice: string };
export type WebhookBell = { webhook: string };

/** The bell of the watch, which says when it was rung (unix ms). */
export type WatchBell = { watch: number };

/** The platform's counters; null where none is bound. */
export type RateLimits = { readonly mails: RateLimit | null; readonly links: RateLimit | null };

export type Deps = {
  readonly db: D1Database;
  readonly mailer: Mailer;
  readonly queue: Queue<Doorbell>;
  readonly course: Course;
  readonly mails: CompiledMails;
  readonly scripts: Scripts;
  readonly config: Config;
  readonly rateLimits: RateLimits;
  /** Whether a domain is on the kept list of those whose mailboxes are thrown away. */
  readonly isThrowaway: (domain: string) => boolean;
  /** Unix ms. */
  readonly clock: () => number;
};

export type Env = Record<string, unknown> & {
  DB: D1Database;
  DELIVERIES: Queue<Doorbell | WatchBell>;
  MAILS_ASKED?: RateLimit;
  LINKS_OPENED?: RateLimit;
};

/** The one place that reads the machine's clock. */
export function systemClock(): number {
  return Date.now();
}

/** Rejects with a SettingsError that names every missing or wrong setting at once. */
export async function createDeps(env: Env, clock: () => number = systemClock): Promise<Deps> {
  return assemble(env, await unpackMails(packedMails), clock);
}

/** As `createDeps`, for mails that are unpacked already. */
export function assemble(env: Env, mails: CompiledMails, clock: () => number): Deps {
  return { ...lastingOf(env), course, mails, scripts, isThrowaway: isOnList, clock };
}

type Lasting = Pick<Deps, "db" | "mailer" | "queue" | "config" | "rateLimits">;

/** The platform hands one env to all requests of an isolate: its settings are read once. */
const known = new WeakMap<Env, Lasting>();

function lastingOf(env: Env): Lasting {
  let lasting = known.get(env);
  if (!lasting) {
    const config = readConfig(env);
    const rateLimits = { mails: env.MAILS_ASKED ?? null, links: env.LINKS_OPENED ?? null };
    lasting = { db: env.DB, mailer: resendMailer(config.resend), queue: env.DELIVERIES, config, rateLimits };
    known.set(env, lasting);
  }
  return lasting;
}

let throwaway: Uint32Array | undefined;

/** Unpacked where somebody asks: most houses never do. */
function isOnList(domain: string): boolean {
  throwaway ??= unpackDomains(packedThrowaway);
  return isThrowaway(throwaway, domain);
}

/** All bells answered by one isolate share one pace, which is felt in real time whatever clock the house has. */
const pacer = createPacer();

/** The same house with a mailer that keeps the provider's rate limit. */
export function atPace(deps: Deps): Deps & { mailer: PacedMailer } {
  return { ...deps, mailer: pacedMailer(deps.mailer, pacer, systemClock) };
}
