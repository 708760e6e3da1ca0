/** A folder for files that pass through and nobody else may read: gone again at the end, at a failure and at Ctrl-C. */

import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd } from "../at-end.ts";

export async function inPassingFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "passing-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const callOff = atEnd(remove);
  try {
    return await use(folder);
  } finally {
    callOff();
    remove();
  }
}
