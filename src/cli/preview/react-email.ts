/** React Email's preview as a child of this process, quiet but for its address and its complaints. */

import { type ChildProcess, spawn } from "node:child_process";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../local/wrangler.ts";

type PreviewPlan = {
  readonly folder: string;
  readonly port: number;
  readonly say: (line: string) => void;
};

/** The first two it would start itself anew with, in a process that outlives the one we know. */
const FLAGS = [
  ...["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
  ...["--import", new URL("stay-at-home.ts", import.meta.url).href],
];
const CHATTER =
  /^\s*$|React Email \d|Getting react-email|next\.config|endering email template|fully rendered|shutting down/;

const ADVICE = `Ctrl-C stops. Edits appear by themselves.
The spam check, which would send your words to react.email, is kept from that: it says {}.`;

export function startReactEmail({ folder, port, say }: PreviewPlan): ChildProcess {
  // Without its pages it would ask whether to install them.
  import.meta.resolve("@react-email/ui");
  const program = fileURLToPath(new URL("cli/index.mjs", import.meta.resolve("react-email")));
  const args = [...FLAGS, program, "dev", "--dir", relative(ROOT, folder), "--port", String(port)];
  const child = spawn(process.execPath, args, { cwd: ROOT, env: quietly(), stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const read = lineReader();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      const readable = read(line);
      if (readable !== null) say(readable);
    });
  }
  return child;
}

/** No telemetry, and neither the settings nor a key of this person's other projects. */
function quietly(): NodeJS.ProcessEnv {
  const { RESEND_API_KEY: _, ...rest } = process.env;
  const settings = join(ROOT, "build/preview-settings");
  return { ...rest, NEXT_TELEMETRY_DISABLED: "1", XDG_CONFIG_HOME: settings, NO_COLOR: "1", FORCE_COLOR: "0" };
}

/** It names its address before it can answer there, and another when somebody was faster at ours. */
function lineReader(): (line: string) => string | null {
  let address = "";
  return (line) => {
    const named = /Running preview at:\s+(\S+)/.exec(line)?.[1];
    if (named !== undefined) address = named;
    else if (line.includes("Ready in")) return `Preview  ${address}\n${ADVICE}`;
    else if (!CHATTER.test(line)) return line;
    return null;
  };
}
