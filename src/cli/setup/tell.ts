/** What the setup says: its plan, and what comes after it. */

import { LOOKS, type Names } from "./account.ts";
import { KEPT_FILE } from "./own-secrets.ts";
import type { Wish } from "./plan.ts";
import type { Step } from "./step.ts";

export function planInWords(steps: readonly Step[], kept: readonly string[]): string {
  const seen = kept.length === 0 ? "" : `\nThere already, and kept: ${kept.join(", ")}.\n`;
  return `${seen}\n${steps.map((step, index) => stepInWords(step, index + 1)).join("\n\n")}`;
}

function stepInWords({ title, reason, undo, shown }: Step, number: number): string {
  const lines = shown.map((line) => `     ${line}`).join("\n");
  return `${String(number).padStart(2)}. ${title}: ${reason}\n${lines}\n     (taken back by: ${undo})`;
}

/** Commands that look and change nothing, before the plan. */
export function looksInWords(names: Names, provider: string, isLoggedIn: boolean): string {
  const { who, databases, queue, secrets } = LOOKS;
  const commands = [who(), ...(isLoggedIn ? [] : [["login"]]), databases(), queue(names), secrets(names)];
  const lines = commands.map((args) => `     npx wrangler ${args.join(" ")}`);
  return `Looking first, which changes nothing:\n${lines.join("\n")}\n     GET ${provider}/webhooks?limit=100`;
}

export function afterwards({ siteUrl, authorEmail }: Wish, keptFile: boolean): string {
  const keep = keptFile
    ? `\n  - Put IDENTITY_SECRET out of ${KEPT_FILE} into your password manager, then delete the file.`
    : "";
  return `
Done. ${siteUrl} is up, and the first lesson is on its way to ${authorEmail}.${keep}
  - Delete the key with full access at https://resend.com/api-keys, unless you need it elsewhere. The Worker has its own.
  - Point a monitor at ${siteUrl}/healthz. It turns to "ok": true with the first tick: a new cron can take a quarter of an hour.
  - Sign up yourself, and commit wrangler.toml and emails/course.ts.`;
}
