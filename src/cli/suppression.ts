/** `npm run suppression`: shows what stands against an address, and lets the author add or take away a suppression. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { addSuppression, liftSuppression, type Shown, showSuppression } from "../actions/change-suppression.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";
import { hashOfAddress } from "./database/whose.ts";

const USAGE = `Usage: npm run suppression -- --email hanako@example.com [--remote]
         what stands against the address, since when, and what was told of it
       … --add --reason "she asked by telephone"
         nothing goes to this address any more
       … --remove --reason "the mailbox exists again" [--she-asked]
         she may sign up and confirm anew; nothing is sent before. After a complaint only with
         --she-asked, which says that you have her wish in writing`;

type Wish = { email: string; remote: boolean; reason: string; sheAsked: boolean; deed: "show" | "add" | "remove" };

await atTerminal(() => suppression(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

function wishOf(args: string[]): Wish {
  const [text, yes] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  const options = { email: text, reason: text, add: yes, remove: yes, remote: yes, "she-asked": yes };
  const { email, reason = "", add, remove, remote, "she-asked": sheAsked } = parseArgs({ args, options }).values;
  if (!email) throw new Error("--email is missing: whose address?");
  if (add && remove) throw new Error("--add and --remove exclude each other.");
  const deed = add ? "add" : remove ? "remove" : "show";
  if (deed === "show" && reason !== "") throw new Error("--reason says why: of --add or of --remove?");
  if (deed !== "remove" && sheAsked) throw new Error("--she-asked goes with --remove.");
  if (deed !== "show" && reason.trim() === "") throw new Error(`--${deed} needs a --reason: it is written down.`);
  if (reason.length > 500) throw new Error("--reason is longer than 500 characters.");
  return { email, remote, reason: reason.trim(), sheAsked, deed };
}

async function suppression({ email, remote, reason, sheAsked, deed }: Wish): Promise<void> {
  const db = databaseAtWrangler({ remote });
  const addressHash = await hashOfAddress(db, email, { remote });
  const now = await nowAt({ remote });
  if (deed === "add") await addSuppression({ db }, { addressHash, reason, now });
  if (deed === "remove") await lift(db, { addressHash, reason, sheAsked, now });
  console.log(`${email}\n${told(await showSuppression({ db }, addressHash))}`);
}

async function lift(db: D1Database, wish: Parameters<typeof liftSuppression>[1]): Promise<void> {
  switch ((await liftSuppression({ db }, wish)).kind) {
    case "removed":
      console.log(`Taken away. Nothing is sent by this: she signs up and confirms anew, and goes on where she stood.
Resend keeps a list of its own: take the address off it there too, or the next mail comes back as suppressed.\n`);
      return;
    case "not-suppressed":
      throw new Error("Nothing was changed: this address is not suppressed.");
    case "she-must-ask":
      throw new Error(`Nothing was changed: she reported a mail of yours as spam. No sign-up opens that again, only her own wish in writing.
If you have it, say so: --she-asked`);
  }
}

function told({ suppressed, suppressed_at, signed_up_at, confirmed_at, unsubscribed_at, history }: Shown): string {
  const facts: [string, number | null][] = [
    [`suppressed: ${suppressed}`, suppressed_at],
    ["signed up", signed_up_at],
    ["confirmed", confirmed_at],
    ["stopped, until she confirms anew", unsubscribed_at],
  ];
  const lines = facts.flatMap(([what, at]) => (at === null ? [] : [`  ${moment(at)}  ${what}`]));
  const events = history.map(({ at, what, detail }) => `  ${moment(at)}  ${what}${detail ? `: ${detail}` : ""}`);
  const nothing =
    suppressed === null ? ["  nothing keeps mail from this address but her own stop, if there is one"] : [];
  return [...nothing, ...lines, ...(events.length > 0 ? ["", "  what was told and done", ...events] : [])].join("\n");
}

function moment(at: number): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: course.zone }).format(at);
}
