/** Checks of the site: that it answers, that it is this Worker, and that the author's desk is not open to everybody. */

import { isHealth } from "../../deploy/smoke.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, Unasked, wrong } from "../finding.ts";
import { ASLEEP, type Front, type Patient, siteOf } from "../patient.ts";

export const siteChecks: readonly Check[] = [
  { name: "site", asks: "whether SITE_URL is this Worker", look: site },
  { name: "desk", asks: "whether the author's desk is closed to strangers", look: desk },
];

async function site(patient: Patient): Promise<Finding> {
  if (!patient.isAwake) throw new Unasked(ASLEEP);
  const { siteUrl } = await patient.config();
  try {
    return judgeFront(siteUrl, await patient.front());
  } catch (error) {
    const reason = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    return wrong(`${siteUrl} does not answer: ${reason}`, "every link in every mail begins with it", attach(siteUrl));
  }
}

function judgeFront(siteUrl: string, { status, text, leadsTo }: Front): Finding {
  if (/^Settings to mend|Settings to mend:/m.test(text)) {
    const names = text.match(/^[A-Z][A-Z_]+$/gm) ?? [];
    return wrong(
      `the Worker does not start: ${names.join(", ")}`,
      "every page is a 503 and nothing is sent",
      "npx wrangler tail   (says how to set each)",
    );
  }
  if (isHealth(text)) return ok(`${siteUrl} is this Worker`);
  const where = leadsTo === null ? `/healthz answered ${status}` : `/healthz leads to ${leadsTo}`;
  return wrong(`${siteUrl} is not this Worker: ${where}`, "every link in every mail begins with it", attach(siteUrl));
}

function attach(siteUrl: string): string {
  const { hostname } = new URL(siteUrl);
  return `routes = [{ pattern = "${hostname}", custom_domain = true }] in wrangler.toml, then npm run deploy`;
}

async function desk(patient: Patient): Promise<Finding> {
  const { siteUrl, access } = await siteOf(patient);
  const response = await patient.fetch(`${siteUrl}/admin`, { redirect: "manual" });
  await response.body?.cancel();
  const { status } = response;
  const leadsTo = response.headers.get("location") ?? "";
  if (status === 401 && access === null) return ok("/admin answers strangers 401");
  const isAccess = status === 403 || leadsTo.includes("cloudflareaccess.com");
  if (isAccess && access !== null) return ok("/admin is behind Cloudflare Access");
  if (status === 302 && leadsTo.includes("cloudflareaccess.com")) return ok("Cloudflare Access stands before /admin");
  const why =
    status < 300 ? "whoever knows the address reads your readers' names and addresses" : "you could not get in either";
  return wrong(
    `/admin answers a stranger with ${status}`,
    why,
    "npm run deploy   (from an unchanged checkout); look for rules before the Worker at https://dash.cloudflare.com",
  );
}
