/** `npm run preview`: React Email's own preview of every lesson and notice, filled for sample readers, until Ctrl-C. */

import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { localConfig } from "../local/local-config.ts";
import { checkPort, portOf } from "../local/ports.ts";
import { openProofDesk, type ProofState } from "../local/proofs/proof-desk.ts";
import { ROOT } from "../local/wrangler.ts";
import { atTerminal } from "./at-terminal.ts";
import { previewFiles, writePreview } from "./preview/files.ts";
import { startReactEmail } from "./preview/react-email.ts";

const FOLDER = join(ROOT, "build/preview");
const startedAt = Date.now();

await atTerminal(async () => {
  process.exitCode = await preview();
});
process.exit();

/** Resolves to the exit code. */
async function preview(): Promise<number> {
  const port = portOf("PREVIEW_PORT", 3000);
  await checkPort(port, "PREVIEW_PORT");
  const config = await localConfig({ RESEND_API_KEY: "", LINK_SECRET: "", IDENTITY_SECRET: "" });
  const desk = openProofDesk({ root: ROOT, config: async () => config, now: () => startedAt, onChange: show });
  await mkdir(FOLDER, { recursive: true });
  await show(await desk.look());
  const child = startReactEmail({ folder: FOLDER, port, say: console.log });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill("SIGINT"));
  const [code] = await once(child, "close");
  return code ?? 0;
}

/** What does not compile is told, and the preview keeps what it had. */
async function show({ proofs, findings }: ProofState): Promise<void> {
  if (findings.length > 0) return console.error(`${findings.join("\n")}\nThe preview waits until that is mended.`);
  const written = await writePreview(FOLDER, previewFiles(proofs));
  if (written > 0) console.log(`Mails    ${written} written to ${relative(process.cwd(), FOLDER)}/`);
}
