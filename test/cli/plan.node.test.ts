/** `npm run plan` at the terminal, on a local database as npm start has it, and what a deploy makes of a plan. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { judged } from "../../src/cli/deploy/plan.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { courseShape } from "../../src/domain/place.ts";
import { type Danger, planOf } from "../../src/domain/plan.ts";
import { runWrangler } from "../../src/local/wrangler.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

/** The live course has a lesson more than the author's: she has just taken its line out. */
const extra = { key: "extra", subject: "extra", preheader: "", wait: 1 };
const live = { ...course, lessons: course.lessons.toSpliced(2, 0, extra) };
const [first, second] = course.lessons.map(({ key }) => key);
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "plan-"));
  const there = ["--local", "--persist-to", join(directory, ".wrangler/state")];
  const seed = `UPDATE engine SET course_shape = '${courseShape(live)}';
    INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 1290);
    INSERT INTO subscribers (address_hash, email, clock_id, signed_up_at, confirmed_at)
      SELECT printf('%022d', value), 'a@example.com', 1, 1, 1 FROM json_each('[1,2,3]');
    INSERT INTO enrollments (subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at)
      SELECT id, '${course.key}', '${first}', '${second}', ${Date.now() + DAY}, 1 FROM subscribers;
    INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at)
      SELECT id, '${first}', 'x', 'sent', ${Date.now()}, ${Date.now()} FROM enrollments`;
  await writeFile(join(directory, "all.sql"), [...(await migrations()), seed].join(";\n"));
  await runWrangler(["d1", "execute", "DB", ...there, "--file", join(directory, "all.sql")]);
}, 60_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

test("a lesson whose line is gone is named with whom it is taken from and what to do, as is a slip in what was accepted, and the status says so", async () => {
  const { code, printed } = await plan(["--accept", "skip:xtra"]);
  expect(printed).toContain("--accept skip:xtra: there is no such danger.");
  expect(printed).toMatch(/Edited\n {2}extra {2}its line is gone/);
  expect(printed).toContain("3 readers, 3 under way; for 3 of them a lesson or a date changes.");
  expect(printed).toContain("3 readers would get it under the live course and will not: its line is gone.");
  expect(printed).toContain('Write formerly: ["extra"] under its new key.');
  expect(printed).toContain("meant so? npm run deploy -- --accept skip:extra");
  expect(printed).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
}, 60_000);

test("accepted by name it is no failure, and all of it comes as JSON", async () => {
  const { code, printed } = await plan(["--json", "--accept", "skip:extra"]);
  expect(code).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({
    kind: "planned",
    plan: { edits: [{ kind: "vanished", key: "extra" }], dangers: [{ name: "skip:extra", readers: 3 }] },
  });
}, 60_000);

test("before anything was ever started there is nobody", async () => {
  const empty = await mkdtemp(join(tmpdir(), "plan-none-"));
  const { code, printed } = await plan([], { STATE_DIRECTORY: empty });
  await rm(empty, { recursive: true, force: true });
  expect([code, printed]).toEqual([0, "There is nobody yet: nothing was ever started with this database.\n"]);
}, 60_000);

test("an unknown flag is an error that says which are known", async () => {
  const { code, printed } = await plan(["--live"]);
  expect([code, printed]).toEqual([1, expect.stringContaining("Usage: npm run plan")]);
});

test("a deploy is open for each danger that was not accepted, and hears of a name that means none", () => {
  const dangers: Danger[] = [
    { kind: "skip", name: "skip:fears", lesson: "fears", readers: 31, why: "retired" },
    { kind: "repeat", name: "repeat:old", lesson: "old", readers: 7, as: "new", sure: false },
    { kind: "burst", name: "burst:new", lesson: "new", mails: 3_400, at: 0, per: "hour", limit: 1_000 },
    { kind: "burst", name: "burst:late", lesson: "late", mails: 120, at: 0, per: "day", limit: 90 },
    { kind: "course", name: "course:other", readers: 5 },
  ];
  const empty = planOf({ live: course, today: course, groups: [], prepared: [], now: 0 });
  const asked = {
    kind: "planned",
    plan: { ...empty, dangers },
    live: course,
    replanning: false,
    paused: null,
  } as const;
  const names = dangers.map(({ name }) => name);

  expect(judged(asked, { course, accept: [] }).open).toEqual(names);
  expect(judged(asked, { course, accept: names }).open).toEqual([]);
  const slip = judged(asked, { course, accept: ["skip:feers", ...names.slice(1)] });
  expect(slip.open).toEqual(["skip:fears"]);
  expect(slip.told).toContain("--accept skip:feers: there is no such danger.");
  expect(slip.told).toContain("31 readers would get it under the live course and will not: it is retired.");
  expect(slip.told).toContain('Is new its new name? Write formerly: ["old"] there.');
  expect(slip.told).toContain("3,400 mails in one hour (Thu 01 Jan, 09:00–10:00)");
  expect(slip.told).toContain("120 mails on 1970-01-01 (UTC)");
  expect(slip.told).toContain("5 readers under way would be left behind");
  expect(judged({ kind: "none", words: "nobody" }, { course, accept: [] })).toEqual({ told: "nobody", open: [] });
});

/** In one call with what stands in the tables: each call of wrangler takes seconds. */
async function migrations(): Promise<string[]> {
  const folder = join(here, "src/db/migrations");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
}

async function plan(args: readonly string[], env: Record<string, string> = {}) {
  const run = runThere(here, ["src/cli/plan.ts", ...args], {
    STATE_DIRECTORY: directory,
    POST_OFFICE_PORT: "9",
    ...env,
  });
  return { code: (await run.ended)[0], printed: run.printed() };
}
