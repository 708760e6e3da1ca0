/** Settings that still are the sample's, or that must not be live: a mail without its true sender is against the law (特定電子メール法, Art. 4). */

export type UnfitSetting = { readonly setting: string; readonly wrong: string };

/** RFC 2606 keeps these names for examples: nobody can receive mail there. */
const EXAMPLE_NAME = /(^|[@.])example\.(com|net|org|jp)\b/;
const SAMPLE_PERSON = /見本/;
const SAMPLE_ADDRESS = /千代田1-1/;
/** RFC 2606: no such site is on the internet. */
const EXAMPLE_SITE = /(^|\.)(example|test|invalid|localhost)$/;
const THIS_MACHINE = /^https?:\/\/(localhost|127\.|\[::1\])/;

const CHECKS: Readonly<Record<string, (value: string) => string | null>> = {
  SITE_URL: siteProblem,
  MAIL_FROM: mailProblem,
  MAIL_REPLY_TO: mailProblem,
  AUTHOR_EMAIL: mailProblem,
  SENDER_NAME: (value) => (SAMPLE_PERSON.test(value) ? "is the sample's: write who sends" : null),
  SENDER_ADDRESS: (value) => (SAMPLE_ADDRESS.test(value) ? "is the sample's: write the sender's postal address" : null),
  SENDER_CONTACT: mailProblem,
};

/** Settings that lead to stand-ins of the cloud. */
const LOCAL_ONLY: readonly UnfitSetting[] = [
  { setting: "RESEND_BASE_URL", wrong: "must not be live: mails would not go to Resend" },
  { setting: "ACCESS_BASE_URL", wrong: "must not be live: Cloudflare Access would not be asked for its keys" },
  { setting: "TURNSTILE_BASE_URL", wrong: "must not be live: Turnstile would not be asked" },
];

/** `vars` as under [vars]; empty when a deploy may go on. */
export function unfitSettings(vars: Readonly<Record<string, unknown>>): UnfitSetting[] {
  const unfit = Object.entries(CHECKS).flatMap(([setting, check]) => {
    const value = String(vars[setting] ?? "").trim();
    const wrong = value === "" ? "is missing" : check(value);
    return wrong === null ? [] : [{ setting, wrong }];
  });
  const local = LOCAL_ONLY.filter(({ setting }) => vars[setting] !== undefined);
  return [...unfit, ...local];
}

/** Whether strangers may come to this site; what is only tried out may keep the sample's settings. */
export function isLive(siteUrl: string): boolean {
  const host = URL.parse(siteUrl)?.hostname ?? "";
  return siteUrl.startsWith("https://") && !EXAMPLE_NAME.test(host) && !EXAMPLE_SITE.test(host);
}

function siteProblem(value: string): string | null {
  if (THIS_MACHINE.test(value)) return `is this machine (${value}): write the site's https address`;
  if (!value.startsWith("https://") || !URL.canParse(value)) return `must begin with https:// (${value})`;
  return EXAMPLE_NAME.test(new URL(value).hostname) ? `is the sample's (${value})` : null;
}

function mailProblem(value: string): string | null {
  return EXAMPLE_NAME.test(value) ? `is the sample's (${value})` : null;
}
