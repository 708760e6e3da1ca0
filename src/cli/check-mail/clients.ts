/** Whether the readers' mail programs can show what a mail is built with, by the tables of caniemail.com. */
import { DoIUseEmail } from "@jsx-email/doiuse-email";
import type { Fault, SentMail } from "./mail.ts";

/** The programs this course is read in. Nobody has tested Yahoo! JAPAN: Yahoo! is the nearest that caniemail knows. */
const PROGRAMS = [
  "gmail.desktop-webmail",
  "gmail.ios",
  "gmail.android",
  "apple-mail.macos",
  "apple-mail.ios",
  "outlook.windows",
  "outlook.ios",
  "outlook.android",
  "yahoo.desktop-webmail",
  "yahoo.ios",
  "yahoo.android",
];

/** Also what the new Outlook for Windows shows. The tables have it, but the library's own choice of programs does not. */
const OUTLOOK_COM = "outlook.outlook-com";

/** What some program does not know and a mail has all the same, each because nothing is lost where it is unknown. */
export const ALLOWED: Readonly<Record<string, string>> = {
  "@media": "carries only the dark colours: without it the mail stays light, which is as readable",
  "<body> element": "becomes a div or vanishes: a table cell inside it has the same colour and font",
  "border-radius": "corners stay square",
  overflow: "belongs to the hidden preheader, which display:none hides by itself",
  "table-layout": "lets a spelled-out address break in a narrow column: Outlook on Windows has a wide one",
};

export function judgePrograms({ html }: SentMail): Fault[] {
  const outcome = unsupported(html);
  if ("unread" in outcome) {
    const wrong = `nobody can tell which programs show it: ${outcome.unread}`;
    return [{ rule: "programs", wrong, change: "mend its style sheet or its inline styles" }];
  }
  const missing = new Map<string, Set<string>>();
  for (const error of outcome.errors) {
    const [, feature = error, program = ""] = /^`(.+)` is not supported by `(.+)`$/.exec(error) ?? [];
    if (feature in ALLOWED) continue;
    missing.set(feature, (missing.get(feature) ?? new Set()).add(program));
  }
  return [...missing].map(([feature, programs]) => ({
    rule: "programs",
    wrong: `${feature} is unknown to ${[...programs].join(", ")}`,
    change: "do without it, or say in ALLOWED of src/cli/check-mail/clients.ts why nothing is lost",
  }));
}

/** The library throws for styles that it cannot read. */
export function unsupported(html: string): { readonly errors: readonly string[] } | { readonly unread: string } {
  const check = new DoIUseEmail({ emailClients: PROGRAMS });
  Object.assign(check, { emailClients: [...PROGRAMS, OUTLOOK_COM] });
  try {
    check.check(html);
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error) };
  }
  // The library knows this feature, but never looks for it.
  if (/<svg\b/i.test(html)) check.checkFeaturesSupport("Embedded <svg> image");
  return check;
}
