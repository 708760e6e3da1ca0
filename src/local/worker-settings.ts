/** wrangler.toml as a copy in another folder, for a Worker whose database and secrets must not be the project's own. */

import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { ROOT, readSettings } from "./wrangler.ts";

/** Writes the copy and returns its path. Without `watch` the Worker stays as it is, whatever is edited meanwhile. */
export async function copySettings(directory: string, watch: boolean): Promise<string> {
  const settings = await readSettings(join(ROOT, "wrangler.toml"));
  const { main, build, alias = {}, d1_databases: databases = [] } = settings;
  await mkdir(join(directory, "nothing-to-watch"), { recursive: true });
  const copy = {
    ...settings,
    main: inProject(main),
    alias: Object.fromEntries(Object.entries(alias).map(([name, path]) => [name, inProject(path)])),
    d1_databases: databases.map((database) => ({
      ...database,
      migrations_dir: inProject(database.migrations_dir),
    })),
    // wrangler joins these folders to the copy's own, even absolute ones.
    build: watch
      ? {
          command: build.command,
          cwd: ROOT,
          watch_dir: build.watch_dir.map((path) => relative(directory, inProject(path))),
        }
      : { command: "true", watch_dir: "nothing-to-watch" },
  };
  const path = join(directory, "wrangler.json");
  await writeFile(path, JSON.stringify(copy, null, 2));
  return path;
}

function inProject(path: string): string {
  return resolve(ROOT, path);
}
