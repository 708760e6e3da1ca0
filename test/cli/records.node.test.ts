/** `npm run import`, `npm run export` and `npm run erase` at the terminal, on a local database as npm start has it. */

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashIdentity } from "../../src/domain/token.ts";
import { migrate } from "../../src/local/migrations.ts";
import { runWrangler } from "../../src/local/wrangler.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const SECRET = "a secret that keys the hashes of addresses";
const HASH = hashIdentity({ link: SECRET, identity: SECRET }, "hanako@example.com");
const LINE = "メールコースが届くことに同意します。,2026-10-03,セミナー";
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "records-"));
  await writeFile(join(directory, ".dev.vars"), `IDENTITY_SECRET=${JSON.stringify(SECRET)}\n`);
  await migrate(directory);
  await onDatabase(`INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 1290);
    INSERT INTO subscribers (address_hash, email, name, clock_id, signed_up_at, confirmed_at)
      VALUES ('${HASH}', 'Hanako@example.com', '=1+1', 1, 1764000000000, 1764000000000)`);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

test("a file is tried line by line, brought in only under its key, and only once", async () => {
  const file = join(directory, "readers.csv");
  const lines = [`Hanako@example.com,${LINE}`, `yuki@example.com,${LINE}`, "rin@example.com,はい,2026-10-03,紙"];
  await writeFile(file, ["メールアドレス,同意の文面,同意の日時,同意の場所", ...lines].join("\r\n"));

  const tried = await run("import", [file]);
  expect([tried.code, tried.printed]).toEqual([0, expect.stringContaining("1 new, 1 skipped, 1 refused.")]);
  expect(tried.printed).toContain("line 2  skipped: Hanako@example.com is a reader already");
  expect(tried.printed).toContain("line 4  refused: consent_wording is too short");

  const key = /--do ([0-9a-f]{12})/.exec(tried.printed)?.[1] ?? "";
  const done = await run("import", [file, "--do", key]);
  expect([done.code, done.printed]).toEqual([0, expect.stringContaining("1 line is to be brought in")]);
  const again = await run("import", [file, "--do", key]);
  expect([again.code, again.printed]).toEqual([1, expect.stringContaining("this very file came in before")]);
  expect(await onDatabase("SELECT email, line FROM import_rows")).toContain('"email": "yuki@example.com"');
}, 180_000);

test("all readers are taken out into a file of the author's alone", async () => {
  const to = join(directory, "out.csv");
  expect((await run("export", ["--to", to])).code).toBe(0);
  expect((await stat(to)).mode & 0o077).toBe(0);
  expect((await readFile(to, "utf8")).split("\r\n")[1]).toMatch(
    /^Hanako@example\.com,'=1\+1,running,,2025-11-24T16:00:00/,
  );
  const { printed } = await run("export", ["--format", "json"]);
  expect(JSON.parse(printed)).toEqual([expect.objectContaining({ email: "Hanako@example.com", name: "=1+1" })]);
}, 180_000);

test("an address is shown, and erased with --yes", async () => {
  const seen = await run("erase", ["HANAKO@example.com"]);
  expect([seen.code, seen.printed]).toEqual([0, expect.stringContaining("nothing was changed. With --yes would go")]);
  expect(seen.printed).toContain("subscribers: 1");
  const erased = await run("erase", ["hanako@example.com", "--yes"]);
  expect([erased.code, erased.printed]).toEqual([0, expect.stringContaining(`控えの番号：${HASH.slice(0, 8)}`)]);
  expect(await onDatabase("SELECT email FROM subscribers")).toContain('"results": []');
}, 180_000);

test.each([
  ["import", [], "Say which file"],
  ["import", ["/nowhere.csv"], "There is no file /nowhere.csv."],
  ["import", ["a.csv", "--already-confirmed", "--do", "x"], "--they-asked-for-this-course says that you have looked"],
  ["export", ["--format", "xml"], "--format is csv or json, not xml."],
  ["erase", [], "Say whose address"],
  ["erase", ["nobody"], "nobody is no mail address."],
] as const)("%s %j says what is missing", async (command, args, words) => {
  const { code, printed } = await run(command, args);
  expect([code, printed]).toEqual([1, expect.stringContaining(words)]);
  expect(printed).not.toMatch(/\n\s+at /);
});

async function run(command: string, args: readonly string[]) {
  const started = runThere(here, [`src/cli/${command}.ts`, ...args], {
    STATE_DIRECTORY: directory,
    POST_OFFICE_PORT: "9",
  });
  return { code: (await started.ended)[0], printed: started.printed() };
}

function onDatabase(sql: string): Promise<string> {
  return runWrangler(["d1", "execute", "DB", ...there(), "--json", "--command", sql]);
}

function there(): string[] {
  return ["--local", "--persist-to", join(directory, ".wrangler/state")];
}
