/** `npm run consents`: takes consents out of the database as evidence, of one address or of all, as CSV or JSON. */

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { csvOf } from "./consents/csv.ts";
import { COLUMNS, evidenceOf } from "./consents/evidence.ts";
import { hashOf, readConsents, type Where } from "./consents/read.ts";

const USAGE =
  "Usage: npm run consents -- --email hanako@example.com | --all  [--json] [--remote] [--output consents.csv]";

type Order = { email: string | undefined; json: boolean; where: Where; output: string | undefined };

try {
  await takeOut(readFlags(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function readFlags(args: string[]): Order {
  try {
    const { email, all, json, remote, output } = parseArgs({
      args,
      options: {
        email: { type: "string" },
        all: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        remote: { type: "boolean", default: false },
        output: { type: "string" },
      },
    }).values;
    if ((email === undefined) !== all) throw new Error("Say whose: --email with one address, or --all, and not both.");
    return { email, json, where: remote ? "remote" : "local", output };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

/** What is said beside the evidence goes to the other stream, so that the evidence alone can be piped on. */
async function takeOut({ email, json, where, output }: Order): Promise<void> {
  const addressHash = email === undefined ? null : await hashOf(email, where);
  const evidence = (await readConsents(where, addressHash)).map(evidenceOf);
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
