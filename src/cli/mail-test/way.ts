/** Which way test mails take: to Resend when there is a key for it, else to the outbox of a running `npm start`. */

import type { Config } from "../../domain/config.ts";
import { localConfig, readDevVars } from "../../local/local-config.ts";
import { portOf } from "../../local/ports.ts";
import { isRealKey } from "../../local/secrets.ts";

type Way = {
  readonly config: Config;
  /** For the author: where to look for them. */
  readonly where: string;
};

/** The environment's key counts before that of `.dev.vars`. Throws, with the remedy, when neither way is open. */
export async function wayOfTests(): Promise<Way> {
  const key = process.env.RESEND_API_KEY || (await readDevVars()).RESEND_API_KEY;
  if (!isRealKey(key)) return await toOutbox();
  const config = await localConfig({ RESEND_API_KEY: key, RESEND_BASE_URL: process.env.RESEND_BASE_URL });
  return { config, where: `handed to ${config.resend.baseUrl ?? "Resend"}, look in that inbox` };
}

async function toOutbox(): Promise<Way> {
  const outbox = `http://127.0.0.1:${portOf("POST_OFFICE_PORT", 8788)}`;
  const isOpen = await fetch(`${outbox}/_local/clock`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isOpen) {
    throw new Error(`Nothing was sent. Without a RESEND_API_KEY in .dev.vars or the environment, test mails go to the outbox
of npm start, and nobody answers at ${outbox}: run npm start in another terminal, or set the key.`);
  }
  const site = `http://localhost:${portOf("PORT", 8787)}`;
  return { config: await localConfig({ SITE_URL: site, RESEND_BASE_URL: outbox }), where: `in the outbox, ${outbox}` };
}
