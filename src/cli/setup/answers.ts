/** Judges what the author answers, by the rules that the Worker itself starts by. */

import { isZone } from "../../domain/clock.ts";
import { unfitSettings } from "../../domain/sample-settings.ts";
import { readConfig, SettingsError, wrongWith } from "../../settings.ts";
import { minuteOf } from "./course-hour.ts";
import { HOUR, NAME, QUESTIONS, type Question, ZONE } from "./questions.ts";

/** By setting; one that is left empty is not there. */
export type Answers = Readonly<Record<string, string>>;

/** Fit in the Worker's eyes, to judge the settings with. */
const SECRETS = {
  RESEND_API_KEY: "re_none",
  RESEND_WEBHOOK_SECRET: "whsec_none",
  LINK_SECRET: "signs nothing: settings alone are judged",
  IDENTITY_SECRET: "signs nothing: settings alone are judged",
};

/** Secrets that a setting asks for: they are live, where nobody sees them, so what is fit stands in for them here. */
const COMPANIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TURNSTILE_SITE_KEY: { TURNSTILE_SECRET_KEY: "none" },
  CONSULTATION_WEBHOOK_URL: { CONSULTATION_WEBHOOK_SECRET: `whsec_${btoa("signs nothing: settings alone")}` },
};

/** Cloudflare takes 63 characters of a host name's part; the queue's name is eleven longer. */
const WORKER_NAME = /^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/;

/** What to change about one answer by itself; null when it will do. */
export function refusal({ setting, optional, example }: Question, answer: string): string | null {
  const text = answer.trim();
  if (text === "" && optional) return null;
  const wrong =
    text === "" ? "is missing" : /\p{Cc}/u.test(text) ? "has a line break or a tab" : wrongBy(setting, text);
  return wrong === null ? null : `${setting} ${wrong} → for instance ${example}`;
}

function wrongBy(setting: string, text: string): string | null {
  switch (setting) {
    case NAME:
      return WORKER_NAME.test(text) ? null : "is no name of small letters, digits and dashes, at most 52";
    case ZONE:
      return isZone(text) && /^[A-Z]/.test(text) ? null : "is no time zone";
    case HOUR:
      return minuteOf(text) === null ? "is no hour of the day" : null;
    default:
      return wrongWith(setting, text) ?? unfit(setting, text);
  }
}

/** Only what is said of this setting: the others are still open. */
function unfit(setting: string, text: string): string | null {
  return unfitSettings({ [setting]: text }).find((each) => each.setting === setting)?.wrong ?? null;
}

/** What is wrong with the answers together; `vars` are all under [vars], those that nobody was asked for too. */
export function refusalOfAll(vars: Answers): string | null {
  try {
    const companions = Object.keys(vars).map((setting) => COMPANIONS[setting] ?? {});
    readConfig(Object.assign({}, vars, SECRETS, ...companions));
    return null;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message;
  }
}

export const WORKERS_DEV = ".workers.dev";

/** What to change when the site is at workers.dev under another name than the Worker's: nobody would answer there. */
export function refusalOfHost({ [NAME]: name = "", SITE_URL = "" }: Answers): string | null {
  const host = URL.parse(SITE_URL)?.hostname ?? "";
  if (!host.endsWith(WORKERS_DEV) || host.startsWith(`${name}.`)) return null;
  return `SITE_URL is ${SITE_URL}, but at workers.dev the Worker ${name} answers at https://${name}.<your subdomain>${WORKERS_DEV}`;
}

/** For whoever cannot be asked: each flag that is needed, with what is wrong about the answer there is. */
export function openQuestions(answers: Answers): string[] {
  return QUESTIONS.flatMap((question) => {
    const wrong = refusal(question, answers[question.setting] ?? "");
    return wrong === null ? [] : [`--${question.flag}: ${wrong}`];
  });
}

/** Of two answers the later counts; an empty one takes an optional setting away. */
export function together(before: Answers, given: Answers): Answers {
  const all = Object.entries({ ...before, ...given }).map(([setting, answer]) => [setting, answer.trim()] as const);
  return Object.fromEntries(all.filter(([, answer]) => answer !== ""));
}

/** The settings among the answers: what stands under [vars]. */
export function varsOf(answers: Answers): Answers {
  const elsewhere = [NAME, ZONE, HOUR];
  return Object.fromEntries(Object.entries(answers).filter(([setting]) => !elsewhere.includes(setting)));
}
