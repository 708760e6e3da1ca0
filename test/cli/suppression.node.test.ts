/** `npm run suppression` and `npm run resume` at the terminal, on a local database as npm start has it. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqlOf } from "../../src/cli/database/literal.ts";
import { hashIdentity } from "../../src/domain/token.ts";
import { migrate } from "../../src/local/migrations.ts";
import { runWrangler } from "../../src/local/wrangler.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const SECRET = "a secret that keys the hashes of addresses";
const HASH = hashIdentity({ link: SECRET, identity: SECRET }, "hanako@example.com");
const NOT_OPEN = { POST_OFFICE_PORT: "9" };
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "suppression-"));
  await writeFile(join(directory, ".dev.vars"), `IDENTITY_SECRET=${JSON.stringify(SECRET)}\n`);
  const there = ["--local", "--persist-to", join(directory, ".wrangler/state")];
  await migrate(directory);
  const seed = `INSERT INTO suppressions VALUES ('${HASH}', 'complaint', 1793588400000);
    UPDATE engine SET paused_until = 4102444800000, pause_reason = 'by hand'`;
  await runWrangler(["d1", "execute", "DB", ...there, "--command", seed]);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

test("a complaint is taken away with her wish, and what was done stands there", async () => {
  const email = ["--email", "Hanako@Example.com"];
  const reason = ["--reason", "she wrote: it's a slip; please ?1 go on"];
  const removed = await run("suppression", [...email, "--remove", ...reason, "--she-asked"]);
  expect([removed.code, removed.printed]).toEqual([0, expect.stringContaining("Taken away. Nothing is sent by this")]);
  expect(removed.printed).toContain("removed by hand, she asked: she wrote: it's a slip; please ?1 go on");
  expect(removed.printed).not.toMatch(/suppressed: /);
}, 60_000);

test("what cannot be done is said, with the usage, before any database is asked", async () => {
  for (const [args, words] of [
    [[], "--email is missing"],
    [["--email", "hanako@example.com", "--add"], "--add needs a --reason"],
    [["--email", "a@b.jp", "--add", "--remove"], "exclude each other"],
    [["--email", "a@b.jp", "--reason", "she asked by telephone"], "of --add or of --remove?"],
    [["--email", "a@b.jp", "--add", "--reason", "x", "--she-asked"], "--she-asked goes with --remove"],
    [["--email", "a@b.jp", "--delete"], "Unknown option '--delete'"],
  ] as const) {
    const { code, printed } = await run("suppression", args);
    expect([code, printed]).toEqual([1, expect.stringContaining(words)]);
    expect(printed).toContain("Usage: npm run suppression");
    expect(printed).not.toMatch(/\n\s+at /);
  }
});

test("a pause is ended, and the readers who wait are counted", async () => {
  const first = await run("resume", []);
  expect([first.code, first.printed]).toEqual([0, expect.stringContaining("It was paused because of: by hand")]);
  expect(first.printed).toContain("due for a lesson        0 readers");
}, 60_000);

test("values are written into a statement as what they are, and nothing in one is taken for another", () => {
  expect(sqlOf({ sql: "SELECT ?1, ?2, ?10, ?3", values: ["it's ?2", 7, null, ..."abcdef", "ten"] })).toBe(
    "SELECT 'it''s ?2', 7, 'ten', NULL",
  );
  expect(() => sqlOf({ sql: "SELECT ?1", values: ["\0"] })).toThrow("cannot be written");
  expect(() => sqlOf({ sql: "SELECT ?1", values: [Number.NaN] })).toThrow("cannot be written");
});

async function run(command: string, args: readonly string[]) {
  const there = { STATE_DIRECTORY: directory, ...NOT_OPEN };
  const started = runThere(here, [`src/cli/${command}.ts`, ...args], there);
  return { code: (await started.ended)[0], printed: started.printed() };
}
