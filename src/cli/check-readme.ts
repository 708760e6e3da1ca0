/** Part of `npm run check`: whether the README in Japanese still says what the one in English says. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../local/wrangler.ts";
import { atTerminal } from "./at-terminal.ts";
import { readmeFindings } from "./check-readme/alike.ts";

await atTerminal(async () => {
  const [english = "", japanese = "", settings = ""] = await Promise.all(
    ["README.md", "README.ja.md", "package.json"].map((file) => readFile(join(ROOT, file), "utf8")),
  );
  const findings = readmeFindings(english, japanese, JSON.parse(settings).scripts);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
});
