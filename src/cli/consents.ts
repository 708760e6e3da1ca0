/** `npm run consents`: takes consents out of the database as evidence, of one address or of all, as CSV or JSON. */

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { csvOf } from "../domain/csv.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { COLUMNS, evidenceOf } from "./consents/evidence.ts";
import { readConsents } from "./consents/read.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { hashOfAddress } from "./database/whose.ts";

const USAGE =
  "Usage: npm run consents -- --email hanako@example.com | --all  [--json] [--remote] [--output consents.csv]";

type Order = { email: string | undefined; json: boolean; remote: boolean; output: string | undefined };

await atTerminal(() => takeOut(withUsage(USAGE, () => orderOf(process.argv.slice(2)))));

function orderOf(args: string[]): Order {
  const [text, yes] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  const options = { email: text, all: yes, json: yes, remote: yes, output: text };
  const { email, all, json, remote, output } = parseArgs({ args, options }).values;
  if ((email === undefined) !== all) throw new Error("Say whose: --email with one address, or --all, and not both.");
  return { email, json, remote, output };
}

/** What is said beside the evidence goes to the other stream, so that the evidence alone can be piped on. */
async function takeOut({ email, json, remote, output }: Order): Promise<void> {
  const db = databaseAtWrangler({ remote });
  const addressHash = email === undefined ? null : await hashOfAddress(db, email, { remote });
  const evidence = (await readConsents(db, addressHash)).map(evidenceOf);
  const text = json ? `${JSON.stringify(evidence, null, 2)}\n` : csvOf(COLUMNS, evidence);
  if (output === undefined) process.stdout.write(text);
  else await writeFile(output, text, { mode: 0o600 });
  console.error(`${countOf(evidence.length, email)}${output === undefined ? "" : `: ${output}`}`);
}

function countOf(count: number, email: string | undefined): string {
  const whose = email === undefined ? "" : ` of ${email}`;
  if (count > 0) return `${count === 1 ? "1 consent" : `${count} consents`}${whose}`;
  const doubt = email === undefined ? "" : ", or IDENTITY_SECRET is not the one of this database";
  return `No consent${whose} is kept${doubt}`;
}
