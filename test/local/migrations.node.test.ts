/** The local database: a new one at one go, an older one by what is new. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "../../src/local/migrations.ts";
import { stateOf } from "../../src/local/worker.ts";
import { runWrangler } from "../../src/local/wrangler.ts";

const NEWEST_UNDONE = `DROP TABLE desk_deeds; DROP INDEX mail_events_of_enrollment; DROP INDEX mail_events_of_notice;
  DELETE FROM d1_migrations WHERE name LIKE '0016%'`;

test("a new database lacks nothing afterwards, and one that lacks the newest migration gets it", async () => {
  const directory = await mkdtemp(join(tmpdir(), "migrations-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const d1 = (command: string, ...args: string[]) =>
    runWrangler(["d1", ...command.split(" "), "DB", "--local", "--persist-to", stateOf(directory), ...args]);

  await migrate(directory);
  expect(await d1("migrations list")).toContain("No migrations to apply");

  await d1("execute", "--command", NEWEST_UNDONE);
  await migrate(directory);
  expect(await d1("migrations list")).toContain("No migrations to apply");
  expect(await d1("execute", "--command", "SELECT count(*) AS deeds FROM desk_deeds")).toContain('"deeds": 0');
});
