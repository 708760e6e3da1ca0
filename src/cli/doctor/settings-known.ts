/** What is known of a house's settings, and a config to go on with while one of them is wrong. */

import type { Config } from "../../domain/config.ts";
import { readConfig, SECRET_NAMES, SettingsError } from "../../settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Stands for a live secret that is there and that nobody can read, and signs links that open nothing. */
const UNREADABLE: Environment = {
  RESEND_API_KEY: "re_unreadable",
  RESEND_WEBHOOK_SECRET: "whsec_unreadable",
  LINK_SECRET: "a live secret that nobody here can read",
  LINK_SECRET_PREVIOUS: "a former live secret that nobody here can read",
  IDENTITY_SECRET: "another live secret that nobody here can read",
  TURNSTILE_SECRET_KEY: "unreadable",
};

/** What the checks that do not care for a setting go on with. Without a site or a sender there is little left to check. */
const STOPGAPS: Environment = {
  ...UNREADABLE,
  MAIL_REPLY_TO: "author@stopgap.invalid",
  AUTHOR_EMAIL: "author@stopgap.invalid",
  SENDER_NAME: "stopgap",
  SENDER_ADDRESS: "stopgap",
  SENDER_CONTACT: "author@stopgap.invalid",
};

export const NEEDED: ReadonlySet<string> = new Set(["SITE_URL", "MAIL_FROM"]);

/** As the Worker gets them: a secret that is set there but not known here is taken for a good one. */
export function environmentOf(settings: Environment, secretNames: readonly string[]): Environment {
  const unknown = secretNames.filter((name) => SECRET_NAMES.has(name) && !settings[name]);
  return { ...settings, ...Object.fromEntries(unknown.map((name) => [name, UNREADABLE[name]])) };
}

export function problemsIn(environment: Environment): SettingsError["problems"] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

/** Null while it is not known where the site is or who sends. */
export function configToGoOnWith(environment: Environment): Config | null {
  const wrong = [...new Set(problemsIn(environment).map(({ setting }) => setting))];
  if (wrong.some((setting) => NEEDED.has(setting))) return null;
  const mended = Object.fromEntries(wrong.map((setting) => [setting, STOPGAPS[setting]]));
  const environmentMended = { ...environment, ...mended };
  return problemsIn(environmentMended).length === 0 ? readConfig(environmentMended) : null;
}
