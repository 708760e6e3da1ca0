/** Follows the author's edits: tells of each save in a folder and the folders below it. */

import { type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** An editor saves in several steps (another file, renamed); they are one edit. */
const ONE_SAVE_MS = 40;

/** Calls `onEdit` after a save, never two at a time; a save meanwhile calls it once more. Returns what ends it. */
export async function followEdits(folder: string, onEdit: () => Promise<void>): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let edited = false;
  let busy = false;
  const tellOf = async () => {
    busy = true;
    while (edited) {
      await new Promise((resolve) => setTimeout(resolve, ONE_SAVE_MS));
      edited = false;
      await watchAll();
      await onEdit();
    }
    busy = false;
  };
  const noticed = () => {
    edited = true;
    if (!busy) void tellOf();
  };
  /** Each folder by itself: a file that is renamed over another is then seen on every system. */
  const watchAll = async () => {
    for (const path of await foldersIn(folder)) {
      if (watchers.has(path)) continue;
      const watcher = watch(path, noticed);
      watcher.on("error", () => forget(path));
      watchers.set(path, watcher);
    }
  };
  const forget = (path: string) => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  await watchAll();
  return () => [...watchers.keys()].forEach(forget);
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  return [folder, ...below];
}
