/** A wrangler that fails, and files that pass through: told in a line with the remedy, and nothing left lying about. */

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { backupText } from "../../src/cli/backup/file.ts";
import { failureOf, inWords } from "../../src/cli/wrangler-failure.ts";
import { emptyCopy } from "../../src/local/sqlite-copy.ts";
import { readSettings } from "../../src/local/wrangler.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const OFFLINE = `wrangler d1 export DB --output /tmp/x/export.sql --remote failed:
Resource location: remote

✘ [ERROR] Unable to resolve Cloudflare's API hostname (api.cloudflare.com or dash.cloudflare.com).

  This is typically caused by:
    - No internet connection or network connectivity issues`;

test("of what wrangler prints one sentence is told, with what to do", () => {
  const words = (said: string) => {
    try {
      return inWords(new Error(said));
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(words(OFFLINE)).toMatch(/^wrangler d1 export: Cloudflare's API cannot be reached \(Unable to.*\) → look at/);
  expect(words("wrangler secret list failed:\n✘ [ERROR] You are not logged in.\n")).toMatch(
    /^wrangler secret list: Cloudflare does not let wrangler in → npx wrangler login/,
  );
  expect(
    words('wrangler d1 execute DB failed:\n{\n  "error": { "text": "Couldn\'t find a D1 DB named \'x\'" }\n}'),
  ).toMatch(/^wrangler d1 execute: the database .* is not there .*→ npm run setup/);
  expect(words("wrangler queues create q failed:\n\n✘ [ERROR] Queue name taken\n")).toBe(
    "wrangler queues create q: Queue name taken",
  );
  const refused = "A request to the Cloudflare API (/accounts/a/d1/database) failed.";
  const asText = `wrangler d1 create x failed:\nGetting User settings...✘ [ERROR] ${refused}\n\n  Authentication error [code: 10000]\n\nAPIError: a\n    at b`;
  const asJson = `wrangler d1 execute DB failed:\n{"error": {\n "text": "${refused}",\n "notes": [{ "text": "Authentication error [code: 10000]" }]}}`;
  for (const said of [asText, asJson])
    expect(words(said)).toMatch(/: Cloudflare does not let wrangler in → npx wrangler/);
  expect(words(`wrangler queues create q failed:\n✘ [ERROR] ${refused}\n\n  Needs a paid plan [code: 1]\n`)).toBe(
    `wrangler queues create q: ${refused} Needs a paid plan [code: 1]`,
  );
  expect(words("something else")).toBe("something else");
  expect(failureOf("").kind).toBe("other");
});

test("settings that cannot be read are named, with the line", async () => {
  const folder = await room();
  await writeFile(join(folder, "wrangler.toml"), 'name = "a"\n[vars\n');
  await expect(readSettings(join(folder, "wrangler.toml"))).rejects.toThrow(/^wrangler\.toml, line 2 cannot be read: /);
  await expect(readSettings(join(folder, "none.toml"))).rejects.toThrow(/^none\.toml cannot be read: /);
});

test("Ctrl-C in the middle of a backup leaves no export lying about", { timeout: 30_000 }, async () => {
  const [state, passing] = [await room(), await room()];
  const started = runThere(here, ["src/cli/backup.ts"], { STATE_DIRECTORY: state, TMPDIR: passing });
  while ((await readdir(passing)).length === 0) await wait(20);
  started.child.kill("SIGINT");
  expect((await started.ended)[0]).toBe(130);
  expect(await readdir(passing)).toEqual([]);
});

test("no backup is made of no database, and none is put back", { timeout: 30_000 }, async () => {
  const state = await room();
  const env = { STATE_DIRECTORY: state, POST_OFFICE_PORT: "9" };
  const backup = runThere(here, ["src/cli/backup.ts", "--to", join(state, "b.sql")], env);
  expect([(await backup.ended)[0], backup.printed()]).toEqual([1, expect.stringContaining("there is no database yet")]);
  await writeFile(join(state, "b.sql"), await backupText(emptyCopy()));
  const restore = runThere(here, ["src/cli/restore.ts", join(state, "b.sql"), "--yes"], env);
  expect([(await restore.ended)[0], restore.printed()]).toEqual([1, expect.stringContaining("holds no tables")]);
});

async function room(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "failing-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
