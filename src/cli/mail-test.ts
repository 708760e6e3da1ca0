/** `npm run mail:test`: sends lessons, or a letter, to the author, marked as a test, by the way that readers' mails take. */

import { parseArgs } from "node:util";
import { compileMaterial } from "../local/compile-mails.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { sendTestMails } from "./mail-test/send.ts";
import { wayOfTests } from "./mail-test/way.ts";

const USAGE = "Usage: npm run mail:test -- --to me@example.com [--lesson key | --letter key]";

await atTerminal(async () => {
  const order = withUsage(USAGE, () => wishOf(process.argv.slice(2)));
  const way = await wayOfTests();
  const sent = await sendTestMails(way.config, await compileMaterial(), { ...order, now: Date.now() });
  for (const subject of sent) console.log(`sent  ${subject}`);
  console.log(`${sent.length === 1 ? "1 test mail" : `${sent.length} test mails`} to ${order.to}: ${way.where}`);
});

function wishOf(args: string[]): { to: string; lesson: string | undefined; letter: string | undefined } {
  const one = { type: "string" } as const;
  const { to, lesson, letter } = parseArgs({ args, options: { to: one, lesson: one, letter: one } }).values;
  if (to === undefined) throw new Error("--to is missing: whose inbox should the test mails go to?");
  return { to, lesson, letter };
}
