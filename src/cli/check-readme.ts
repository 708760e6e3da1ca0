/** Part of `npm run check`: whether the README in Japanese still says what the one in English says, and our papers name what is there. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../local/wrangler.ts";
import { atTerminal } from "./at-terminal.ts";
import { readmeFindings } from "./check-readme/alike.ts";
import { lostFiles } from "./check-readme/named-files.ts";

const PAPERS = ["README.md", "README.ja.md", "CONTRIBUTING.md", "SECURITY.md"];

await atTerminal(async () => {
  const texts = await Promise.all(PAPERS.map(read));
  const [english = "", japanese = ""] = texts;
  const findings = [
    ...readmeFindings(english, japanese, JSON.parse(await read("package.json")).scripts),
    ...texts.flatMap((text, at) => lostFiles(PAPERS[at] ?? "", text, (path) => existsSync(join(ROOT, path)))),
  ];
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
});

function read(file: string): Promise<string> {
  return readFile(join(ROOT, file), "utf8");
}
