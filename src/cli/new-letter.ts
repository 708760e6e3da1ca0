/** `npm run new-letter -- <key>`: writes a letter's file, and says what is next. */

import { parseArgs } from "node:util";
import { compileMaterial } from "../local/compile-mails.ts";
import { ROOT } from "../local/wrangler.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { addLetter } from "./new-letter/add.ts";

const USAGE = "Usage: npm run new-letter -- autumn-news";

await atTerminal(async () => {
  const key = withUsage(USAGE, () => keyIn(process.argv.slice(2)));
  const { course } = await compileMaterial();
  const added = await addLetter(ROOT, course, key);
  if (!added.ok) throw new Error(`Nothing was written: ${added.refusal}`);
  console.log(next(added.file, key));
});

function keyIn(args: string[]): string {
  const [key, ...more] = parseArgs({ args, allowPositionals: true }).positionals;
  if (key === undefined || more.length > 0) throw new Error("A letter needs one key: the name of its file.");
  return key;
}

function next(file: string, key: string): string {
  return `
${file}  written

Next
  1. In ${file}, write over each 〔ここに書く…〕. Until then a deploy is refused.
  2. Look at it: npm start and the page /proofs of its outbox, or npm run preview.
  3. Read it in your own inbox: npm run mail:test -- --to you@example.com --letter ${key}
  4. npm test, then npm run deploy. Nobody gets it yet: whom it goes to is chosen at /admin/letters/${key}.`;
}
