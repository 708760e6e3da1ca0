/** `npm run export`: takes all readers out of the database, as CSV or JSON, page by page. */

import { type FileHandle, open, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { type ExportFormat, exportReaders } from "../actions/export-readers.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";

const USAGE = "Usage: npm run export [-- --remote] [--format csv|json] [--to readers.csv]";

type Wish = { remote: boolean; format: ExportFormat; to: string | undefined };

await atTerminal(() => takeOut(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

/** The format follows from the file's name, unless it is said. */
function wishOf(args: string[]): Wish {
  const text = { type: "string" } as const;
  const options = { remote: { type: "boolean", default: false }, format: text, to: text } as const;
  const { remote, format, to } = parseArgs({ args, options }).values;
  const meant = format ?? (to?.endsWith(".json") ? "json" : "csv");
  if (meant !== "csv" && meant !== "json") throw new Error(`--format is csv or json, not ${meant}.`);
  return { remote, format: meant, to };
}

/** What is said beside the readers goes to the other stream, so that they alone can be piped on. Half a file is not left behind. */
async function takeOut({ remote, format, to }: Wish): Promise<void> {
  const pieces = exportReaders({ db: databaseAtWrangler({ remote }), course }, { format });
  const first = await pieces.next();
  const file = to === undefined ? null : await newFile(to);
  try {
    for (let { value, done } = first; !done; { value, done } = await pieces.next()) {
      if (file) await file.writeFile(value ?? "");
      else process.stdout.write(value ?? "");
    }
    await file?.close();
  } catch (error) {
    if (to !== undefined) await rm(to, { force: true });
    throw error;
  }
  if (to !== undefined) console.error(`All readers: ${to}. Remove it when it has served.`);
}

/** Nobody else's to read, and none that is there already. */
async function newFile(path: string): Promise<FileHandle> {
  return open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "EEXIST"
        ? `${path} is there already, and is left as it is.`
        : `${path} cannot be written: ${error.code}`,
    );
  });
}
