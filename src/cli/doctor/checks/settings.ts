/** Checks of the settings: all there and of the right form, none the sample's, and the secrets what they have to be. */

import { unfitSettings } from "../../../domain/sample-settings.ts";
import { failureOf, LOG_IN, MAKE_MISSING, TRY_AGAIN } from "../../wrangler-failure.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, ok, skipped, type Wrong, wrong } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { environmentOf, problemsIn } from "../settings-known.ts";

export const settingsChecks: readonly Check[] = [
  { name: "settings", asks: "whether every setting is there and of its form", look: settings },
  { name: "samples", asks: "whether a setting still is the sample's", look: samples },
  { name: "secrets", asks: "whether the secrets are there, long and different", look: secrets },
];

const REFUSED = "the Worker answers every page with 503 and sends nothing until it is mended";

async function settings(patient: Patient): Promise<Finding | readonly Finding[]> {
  const problems = await settingProblems(patient);
  const faults = problems
    .filter(({ secret }) => !secret)
    .map(({ setting, problem }) => wrong(`${setting} ${problem}`, REFUSED, inToml(patient, setting)));
  return allOr(faults, "all that are needed are there, each of its form");
}

function inToml({ where }: Patient, setting: string): string {
  if (setting.endsWith("_BASE_URL")) return `take ${setting} out of wrangler.toml, then npm run deploy`;
  const then = where === "remote" ? "then npm run deploy" : "npm start takes it by itself";
  return `${setting} = "…" under [vars] in wrangler.toml, ${then}`;
}

/** Without what is only the sample's: that has a line of its own. */
async function settingProblems({ settings: known, secretNames }: Patient) {
  const names = secretNames === null ? [] : await secretNames().catch(() => []);
  const sample = new Set(unfitSettings(known).map(({ setting, wrong: problem }) => `${setting} ${problem}`));
  const problems = problemsIn(environmentOf(known, names));
  return problems.filter(({ setting, problem }) => problem === "is missing" || !sample.has(`${setting} ${problem}`));
}

async function samples(patient: Patient): Promise<Finding | readonly Finding[]> {
  const unfit = unfitSettings(patient.settings).filter((one) => one.wrong !== "is missing");
  if (patient.where === "local") {
    const own = unfit.filter(({ setting }) => !LOCAL.has(setting));
    if (own.length === 0) return ok("none is left");
    return skipped(`${own.map(({ setting }) => setting).join(", ")}: good for trying out; a deploy refuses them`);
  }
  const faults = unfit.map((one) =>
    wrong(`${one.setting} ${one.wrong}`, whyUnfit(one.setting), inToml(patient, one.setting)),
  );
  return allOr(faults, "none is left");
}

function whyUnfit(setting: string): string {
  if (setting === "SITE_URL") return "every link in every mail begins with it";
  if (setting.endsWith("_BASE_URL"))
    return "what is meant for the real service goes to a stand-in, and a live Worker refuses to start";
  return "readers must be told who really writes to them (特定電子メール法, Art. 4), and a live Worker refuses to start";
}

/** What npm start sets by itself. */
const LOCAL = new Set(["SITE_URL", "RESEND_BASE_URL", "TURNSTILE_BASE_URL", "ACCESS_BASE_URL"]);

async function secrets(patient: Patient): Promise<Finding | readonly Finding[]> {
  const unlisted = await whyUnlisted(patient);
  if (unlisted !== null) return unlisted;
  const faults = (await settingProblems(patient))
    .filter(({ secret }) => secret)
    .map(({ setting, problem }) => wrong(`${setting} ${problem}`, REFUSED, howToSet(patient, setting, problem)));
  return allOr([...faults, ...sameSecret(patient)], await wordsOf(patient));
}

async function whyUnlisted({ secretNames }: Patient): Promise<Finding | null> {
  const failure = await secretNames?.().then(
    () => null,
    (error: Error) => error.message,
  );
  if (!failure) return null;
  const why = "nobody can look whether the live Worker has them, and without them it does not start";
  switch (failureOf(failure).kind) {
    case "login":
      return wrong("wrangler is not logged in", why, LOG_IN);
    case "network":
      return wrong(`Cloudflare's API cannot be reached: ${failure}`, why, TRY_AGAIN);
    default:
      return wrong(`the live secrets could not be listed: ${failure}`, why, MAKE_MISSING);
  }
}

function howToSet({ where }: Patient, secret: string, problem?: string): string {
  if (where === "local" && problem === "is missing") return "npm start   (writes one into .dev.vars)";
  if (where === "local") return `take ${secret} out of .dev.vars; npm start makes one`;
  const put = `npx wrangler secret put ${secret}`;
  if (secret === "IDENTITY_SECRET")
    return `${put}   (the first one, from your password manager; a new one, openssl rand -base64 32 | ${put}, only while nobody has signed up)`;
  return secret.startsWith("LINK_SECRET") ? `openssl rand -base64 32 | ${put}` : put;
}

function sameSecret(patient: Patient): Wrong[] {
  const { LINK_SECRET: link, IDENTITY_SECRET: identity } = patient.settings;
  if (!link || link !== identity) return [];
  const why =
    "LINK_SECRET is made to be changed, and IDENTITY_SECRET must never be: changing one would then lose every reader";
  return [wrong("LINK_SECRET and IDENTITY_SECRET are the same", why, howToSet(patient, "LINK_SECRET"))];
}

async function wordsOf({ where, secretNames, settings: known }: Patient): Promise<string> {
  if (where === "local" || secretNames === null) return "there, long enough, and different";
  const names = (await secretNames()).join(", ");
  const both = known.LINK_SECRET && known.IDENTITY_SECRET ? "" : "; their values are nobody's to see";
  return `${names}${both}`;
}
