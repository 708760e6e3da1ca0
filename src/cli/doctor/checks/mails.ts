/** Checks of the mails as they would leave now: the one-click stop of a lesson, and every link. */

import type { Config } from "../../../domain/config.ts";
import { asSent, sampleLesson } from "../../../local/proofs/sample-mail.ts";
import { SAMPLE_READERS } from "../../../local/proofs/sample-readers.ts";
import { linksOf } from "../../check-mail/links.ts";
import { sampleMails } from "../../check-mail/samples.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, ok, type Wrong, wrong } from "../finding.ts";
import type { Means } from "../means.ts";
import { type Patient, siteOf } from "../patient.ts";

export const mailChecks: readonly Check[] = [
  { name: "one-click", asks: "whether a lesson can be stopped by the mail program's own button", look: oneClick },
  { name: "links", asks: "whether every link in the mails is alive", look: links },
];

const RULE = "Gmail and Yahoo ask for one-click (RFC 8058) of whoever writes to many, and filter the others";

/** Looks and never posts: a POST there stops somebody. */
async function oneClick(patient: Patient): Promise<Finding> {
  const config = await siteOf(patient);
  const headers = await lessonHeaders(patient, config);
  const listed = [...(headers["List-Unsubscribe"] ?? "").matchAll(/<(https?:[^>]+)>/g)].map(([, url = ""]) => url);
  const url = listed[0] ?? "";
  if (listed.length !== 1 || headers["List-Unsubscribe-Post"] !== "List-Unsubscribe=One-Click") {
    return wrong("a lesson has not the two headers of one-click", RULE, "git diff src/mail   (compose.ts writes them)");
  }
  if (!url.startsWith("https:") && patient.where === "remote")
    return wrong(
      `its address is not https: ${url}`,
      RULE,
      'SITE_URL = "https://…" in wrangler.toml, then npm run deploy',
    );
  const response = await patient.fetch(url, { redirect: "manual" });
  await response.body?.cancel();
  return judgeStop(patient, response.status);
}

async function lessonHeaders(
  { material, houseNow }: Patient,
  config: Config,
): Promise<Readonly<Record<string, string>>> {
  const { course, mails } = await material();
  const [name, compiled] = Object.entries(mails.lessons)[0] ?? [];
  if (name === undefined || compiled === undefined) return {};
  return asSent(
    sampleLesson(config, course, { compiled, name, reader: SAMPLE_READERS[0], id: "sample", now: houseNow }),
  ).headers;
}

function judgeStop({ settings }: Patient, status: number): Finding {
  if (status === 200) return ok("both headers, and /unsubscribe answers");
  // Signed with a secret that only the live Worker has, the sample's link would be known there too.
  if (status === 400 && !settings.IDENTITY_SECRET)
    return ok("both headers, and /unsubscribe answers (a link signed here is not known there)");
  if (status === 400) {
    return wrong(
      "/unsubscribe does not know a link signed with IDENTITY_SECRET",
      "the secret here is not the Worker's; if the Worker's was changed, every stop link in old mails is dead",
      "npx wrangler secret put IDENTITY_SECRET   (the first one, from your password manager)",
    );
  }
  const why =
    status >= 300 && status < 400
      ? "a mail program must not be led on (RFC 8058), so nobody is stopped"
      : "a reader who cannot stop reports spam instead";
  return wrong(
    `/unsubscribe answers ${status}`,
    why,
    "npm run deploy; look for redirects and rules before the Worker at https://dash.cloudflare.com",
  );
}

type Link = { readonly url: string; readonly file: string };

async function links(patient: Patient): Promise<Finding | readonly Finding[]> {
  const config = await siteOf(patient);
  const found = await linksIn(patient, config);
  const faults: Wrong[] = [];
  const waiting = [...found];
  const follow = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      faults.push(...(await judgeLink(patient, config, next)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, follow));
  return allOr(faults, `${found.length} addresses in the mails, all alive`);
}

const AT_ONCE = 6;

/** Each address once, with the first file that has it. /healthz is looked at by other checks, and rightly answers 503 while sending rests. */
async function linksIn({ material }: Pick<Means, "material">, config: Config): Promise<Link[]> {
  const { course, mails } = await material();
  const samples = (await sampleMails(course, mails, config)).flatMap((copies) => copies.slice(0, 1));
  const all = samples.flatMap((mail) => linksOf(mail).map(({ href }) => ({ url: href, file: mail.file })));
  const web = all.filter(({ url }) => /^https?:/.test(url) && url !== `${config.siteUrl}/healthz`);
  return [...new Map(web.toReversed().map((link) => [link.url, link])).values()].toReversed();
}

async function judgeLink(patient: Patient, { siteUrl }: Config, { url, file }: Link): Promise<Wrong[]> {
  const isOwn = new URL(url).origin === new URL(siteUrl).origin;
  const status = await statusOf(patient, url, isOwn);
  if (typeof status === "number" && isAlive(status, isOwn && new URL(url).searchParams.has("t"))) return [];
  const shown = url.replace(/([?&]t=)[^&]+/, "$1…");
  const fix = isOwn
    ? "npm run deploy   (the live site may be older than these mails)"
    : `mend the link in ${file}, then npm run deploy`;
  return [wrong(`${shown} answers ${status}`, `it stands in ${file}: readers will press it`, fix)];
}

async function statusOf({ fetch }: Pick<Means, "fetch">, url: string, isOwn: boolean): Promise<number | string> {
  try {
    const head = await fetch(url, { method: isOwn ? "GET" : "HEAD" });
    await head.body?.cancel();
    if (isOwn || head.ok) return head.status;
    const get = await fetch(url, { method: "GET" });
    await get.body?.cancel();
    return get.status;
  } catch (error) {
    return error instanceof Error ? String(error.cause ?? error.message) : String(error);
  }
}

/** A sample's token opens nothing; and some sites answer nobody but browsers. */
function isAlive(status: number, hasToken: boolean): boolean {
  if (status < 400) return true;
  return hasToken ? [400, 401, 410].includes(status) : [401, 403, 405, 429].includes(status);
}
