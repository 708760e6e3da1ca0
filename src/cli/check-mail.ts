/** `npm run check:mail`: judges every mail of the author's folder as it would be sent, or lists what to mend. */
import { ROOT } from "../local/wrangler.ts";
import { atTerminal } from "./at-terminal.ts";
import { checkMail } from "./check-mail/gate.ts";
import { findingLine } from "./compile/finding.ts";

await atTerminal(async () => {
  const { findings, mails, copies } = await checkMail({ root: ROOT });
  for (const finding of findings) console.error(findingLine(finding));
  if (findings.length === 0) console.log(`${mails} mails in ${copies} copies: nothing to mend`);
  else process.exitCode = 1;
});
