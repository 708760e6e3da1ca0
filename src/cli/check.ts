/** The one gate: format, lint, types, unused code and the mails, all at once; prints what fails and exits with 1. */

import { spawn } from "node:child_process";

const GATES = {
  "format and lint": ["biome", "check"],
  "types of the Worker and its tests": ["tsc", "-p", "tsconfig.json"],
  "types of commands and stand-ins": ["tsc", "-p", "tsconfig.node.json"],
  "types of the mails": ["tsc", "-p", "emails/tsconfig.json"],
  "unused code": ["knip"],
  "README in both languages": ["node", "src/cli/check-readme.ts"],
  "the mails as they are sent": ["node", "src/cli/check-mail.ts"],
} as const;

const results = await Promise.all(Object.entries(GATES).map(([gate, command]) => run(gate, command)));
process.exitCode = results.every(Boolean) ? 0 : 1;

/** Whether the gate held. Its output is shown only when it did not. */
function run(gate: string, [command, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => {
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${gate}`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}
