/** `npm run consents` at the terminal, on a database of its own, and the CSV that comes out of it. */

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { csvOf } from "../../src/domain/csv.ts";
import { hashIdentity } from "../../src/domain/token.ts";
import { wordingVersion } from "../../src/domain/wording.ts";
import { migrate } from "../../src/local/migrations.ts";
import { stateOf } from "../../src/local/worker.ts";
import { runWrangler } from "../../src/local/wrangler.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const IDENTITY = "an identity secret of this test alone, long enough";
const WORDING = "メールが届くことに、\n「はい」, と同意します。";
const [STANDING, ERASED] = ["hanako@example.com", "yuki@example.com"].map((email) =>
  hashIdentity({ identity: IDENTITY, link: "" }, email),
);
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "consents-"));
  await writeFile(join(directory, ".dev.vars"), `IDENTITY_SECRET=${IDENTITY}\n`);
  await migrate(directory);
  await onDatabase(
    "execute",
    "DB",
    "--command",
    `INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 1290);
    INSERT INTO subscribers (address_hash, email, clock_id, signed_up_at) VALUES ('${STANDING}', 'Hanako@example.com', 1, 1);
    INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at, utm, referrer, wording_version, network_hash)
      VALUES ('${STANDING}', '${WORDING}', 'https://a.example/', 1764000000000, 1764000060001, '{"utm_source":"=1+1"}', 'b.example', '0123456789ab', '${"n".repeat(22)}');
    INSERT INTO consents (address_hash, wording, page, given_at) VALUES ('${ERASED}', '=HYPERLINK("x")', 'not told', 1764000000000);`,
  );
  return () => rm(directory, { recursive: true, force: true });
});

test("all of them come as CSV: an erased person's without her address, times in UTC, and nothing that calculates", async () => {
  const { code, printed } = await consents(["--all", "--output", join(directory, "all.csv")]);
  expect([code, printed]).toEqual([0, `2 consents: ${join(directory, "all.csv")}\n`]);
  expect((await stat(join(directory, "all.csv"))).mode & 0o077).toBe(0);

  expect((await readFile(join(directory, "all.csv"), "utf8")).split("\r\n")).toEqual([
    "\uFEFFaddress,address_hash,wording_version,wording,page,source,network_hash,client_hash,given_at,confirmed_at,imported_at",
    `Hanako@example.com,${harmless(STANDING)},0123456789ab,"${WORDING}",https://a.example/,utm_source==1+1; referrer=b.example,${"n".repeat(22)},,2025-11-24T16:00:00.000Z,2025-11-24T16:01:00.001Z,`,
    `,${harmless(ERASED)},${wordingVersion('=HYPERLINK("x")')},"'=HYPERLINK(""x"")",not told,,,,2025-11-24T16:00:00.000Z,,`,
    "",
  ]);
});

test("those of one address come by its hash, however it is typed, also after she was erased, and as JSON", async () => {
  const [hers, nobodys] = await Promise.all([
    consents(["--email", " YUKI@example.com", "--json"]),
    consents(["--email", "rin@example.com"]),
  ]);
  expect(hers.code).toBe(0);
  expect(hers.printed).toContain("1 consent of  YUKI@example.com");
  expect(JSON.parse(hers.printed.slice(0, hers.printed.lastIndexOf("]") + 1))).toEqual([
    expect.objectContaining({ address: "", address_hash: ERASED, given_at: "2025-11-24T16:00:00.000Z", source: "" }),
  ]);
  expect(nobodys.printed).toContain("No consent of rin@example.com is kept, or IDENTITY_SECRET is not the one");
});

test.each([
  [["--all", "--email", "a@example.com"], {}, "Say whose: --email with one address, or --all, and not both."],
  [[], {}, "Usage: npm run consents -- --email hanako@example.com | --all"],
  [["--al"], {}, "Usage: npm run consents"],
  [["--email", "nobody"], {}, "nobody is no mail address."],
  [["--email", "a@example.com"], { STATE_DIRECTORY: "/nowhere" }, "this needs the IDENTITY_SECRET that the site has"],
])("asked for with %j %j it says what is missing", async (args, env, words) => {
  const { code, printed } = await consents(args, env);
  expect(code).toBe(1);
  expect(printed).toContain(words);
  expect(printed).not.toMatch(/\n\s+at /);
});

test("a database without the ledger is told what to do", async () => {
  const empty = await mkdtemp(join(tmpdir(), "consents-none-"));
  const { code, printed } = await consents(["--all"], { STATE_DIRECTORY: empty });
  await rm(empty, { recursive: true, force: true });
  expect([code, printed]).toEqual([
    1,
    expect.stringContaining("the database is not there yet, or is older than this command. npm start migrates it"),
  ]);
});

test.each(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"])(
  "%j is no formula any more",
  (value) => {
    const [, line] = csvOf(["a"], [{ a: value }]).split(/(?<=^\uFEFFa)\r\n/);
    expect(line?.replace(/^"/, "")).toMatch(/^'/);
  },
);

test("whatever the fields hold, a reader of CSV finds them again", () => {
  const field = fc.string({ unit: fc.constantFrom(..."ab=',\"\r\n\t、") });
  fc.assert(
    fc.property(fc.array(fc.record({ a: field, b: field }), { minLength: 1 }), (rows) => {
      const [, ...found] = fieldsOf(csvOf(["a", "b"], rows).slice(1));
      expect(found).toEqual(rows.map(({ a, b }) => [harmless(a), harmless(b)]));
    }),
  );
});

function harmless(value = ""): string {
  return /^[=\-\t\r\n]/.test(value) ? `'${value}` : value;
}

/** RFC 4180 read back: quoted fields, doubled quotes, lines that end with CRLF. */
function fieldsOf(text: string): string[][] {
  const fields = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const lines: string[][] = [[]];
  for (const [, quoted, plain = "", end] of fields) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") lines.push([]);
  }
  return lines.slice(0, -1);
}

async function consents(args: string[], env: Record<string, string> = {}) {
  const run = runThere(here, ["src/cli/consents.ts", ...args], {
    IDENTITY_SECRET: "",
    STATE_DIRECTORY: directory,
    ...env,
  });
  return { code: (await run.ended)[0], printed: run.printed() };
}

function onDatabase(...args: string[]): Promise<string> {
  return runWrangler(["d1", ...args, "--local", "--persist-to", stateOf(directory)]);
}
