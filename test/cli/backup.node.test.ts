/** What a backup is made of: all of it comes back, a broken one is noticed, an older one is migrated, and a newer copy tells who stopped. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { contentsOf, differences } from "../../src/cli/backup/digest.ts";
import { backupText, copyOf, openBackup, unsealed } from "../../src/cli/backup/file.ts";
import { readSchema } from "../../src/cli/backup/tables.ts";
import { usualFile, writeBackup } from "../../src/cli/backup/write.ts";
import { makeReady, migrate } from "../../src/cli/restore/prepare.ts";
import { DAY, UNTIL_RESUMED } from "../../src/domain/numbers.ts";
import { type Copy, emptyCopy } from "../../src/local/sqlite-copy.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const MIGRATIONS = join(here, "src/db/migrations");
const NOW = Date.parse("2026-11-25T12:00:00Z");
const hash = (letter: string) => letter.repeat(22);

/** As wrangler makes one, with the migrations until this file. */
async function house(until = "9999"): Promise<Copy> {
  const copy = emptyCopy();
  copy.run(
    "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
  );
  for (const file of (await readdir(MIGRATIONS)).sort().filter((name) => name < until)) {
    copy.run(await readFile(join(MIGRATIONS, file), "utf8"));
    copy.run(`INSERT INTO d1_migrations (name) VALUES ('${file}')`);
  }
  copy.run("PRAGMA foreign_keys = ON");
  return copy;
}

/** Readers a, b, c, … with a confirmed consent each, on the course and due. */
function withReaders(copy: Copy, letters: string): void {
  copy.run("INSERT INTO clocks (id, zone, minute) VALUES (1, 'Asia/Tokyo', 1290)");
  for (const [place, letter] of [...letters].entries())
    copy.run(`
      INSERT INTO subscribers (id, address_hash, email, name, clock_id, signed_up_at, confirmed_at)
        VALUES (${place + 1}, '${hash(letter)}', '${letter}@example.com', 'It''s; ${letter}\n?1', 1, 1, 1);
      INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at) VALUES ('${hash(letter)}', '', '/', 1, 1);
      INSERT INTO enrollments (subscriber_id, course, next_lesson, next_due_at, created_at) VALUES (${place + 1}, 'c', 'fears', 1, 1)`);
  copy.run(`UPDATE engine SET last_tick_at = ${NOW - 2 * DAY}`);
}

async function rows(copy: Copy, sql: string): Promise<unknown[]> {
  return (await copy.db.batch([copy.db.prepare(sql)]))[0]?.results ?? [];
}

async function contents(copy: Copy) {
  return contentsOf(copy.db, (await readSchema(copy.db)).tables);
}

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "backup-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "b.sql");
  await writeFile(file, text);
  return file;
}

test("every row, index and trigger comes back, also of a table that points to a later one", async () => {
  const copy = await house();
  withReaders(copy, "abc");
  copy.run(`INSERT INTO consultations (id, address_hash, email, name, reach, times, created_at)
    VALUES ('${hash("x")}', '${hash("a")}', 'a@example.com', 'a', '', '', 1);
    INSERT INTO notices (id, kind, email, rung_at, created_at, consultation_id)
    VALUES ('${hash("n")}', 'consultation-received', 'a@example.com', 1, 1, '${hash("x")}')`);
  const again = await openBackup(await fileOf(await backupText(copy)));
  expect(differences(await contents(copy), await contents(again))).toEqual([]);
  expect((await contents(again)).get("notices")?.rows).toBe(1);
  const made = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name";
  expect(await rows(again, made)).toEqual(await rows(copy, made));
  await expect(rows(again, "UPDATE consents SET page = '/other'")).rejects.toThrow("a consent keeps its words");
});

test("a file that was cut off, changed or made elsewhere is told apart from a whole one", async () => {
  const text = await backupText(await house());
  expect(unsealed(text, "b.sql")).toContain("CREATE TABLE subscribers");
  expect(() => unsealed(text.slice(0, text.length / 2), "b.sql")).toThrow("b.sql has no seal at its end");
  expect(() => unsealed(text.slice(0, -2), "b.sql")).toThrow("its seal does not fit");
  expect(() => unsealed(text.replace("minute INTEGER", "minute  INTEGER"), "b.sql")).toThrow("its seal does not fit");
  await expect(openBackup("/nowhere/b.sql")).rejects.toThrow("/nowhere/b.sql cannot be read");
});

test("an export that misses or changes a row is noticed by the comparison, or by what points to it", async () => {
  const copy = await house();
  withReaders(copy, "ab");
  const text = unsealed(await backupText(copy), "b.sql");
  const changed = await copyOf(text.replace("'a@example.com'", "'z@example.com'"), "b.sql");
  expect(differences(await contents(copy), await contents(changed))).toEqual(["subscribers"]);
  const missing = await copyOf(text.replace(/INSERT INTO "enrollments".*\n/, ""), "b.sql");
  expect(differences(await contents(copy), await contents(missing))).toEqual(["enrollments"]);
  await expect(copyOf(text.replace(/INSERT INTO "subscribers"[\s\S]*?;\n(?=INSERT)/, ""), "b.sql")).rejects.toThrow(
    "point to nothing",
  );
});

test("more rows than are read at once are compared to the last", async () => {
  const copy = await house();
  const numbers = JSON.stringify(Array.from({ length: 4_500 }, (_, number) => number));
  copy.run(`INSERT INTO sending_days (day, accepted) SELECT printf('%010d', value), 1 FROM json_each('${numbers}')`);
  const again = await openBackup(await fileOf(await backupText(copy)));
  expect((await contents(again)).get("sending_days")?.rows).toBe(4500);
  again.run("UPDATE sending_days SET accepted = 7 WHERE day = '0000004499'");
  expect(differences(await contents(copy), await contents(again))).toEqual(["sending_days"]);
});

test("put back it is marked with what it knows, and paused, also when it is of an older schema", async () => {
  const older = await house("0006");
  withReaders(older, "a");
  const ready = await makeReady(older, { newer: null, now: NOW });
  expect(ready).toMatchObject({ knowsUntil: NOW - 2 * DAY, learnt: null });
  expect(ready.migrated.slice(0, 2)).toEqual(["0006_consent_ledger.sql", "0007_breaker.sql"]);
  expect(await rows(older, "SELECT restored_to, restored_at, restored_stops, paused_until FROM engine")).toEqual([
    { restored_to: NOW - 2 * DAY, restored_at: NOW, restored_stops: null, paused_until: UNTIL_RESUMED },
  ]);
  expect(await migrate(older)).toEqual([]);
});

test("a backup of a later version of the project is refused by name", async () => {
  const copy = await house();
  copy.run("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
  await expect(migrate(copy)).rejects.toThrow("it has had 9999_later.sql");
});

test("who stopped, was suppressed or was erased since stays so; who is only missing comes back; all of it once", async () => {
  const [older, newer] = [await house(), await house()];
  withReaders(older, "abcde");
  withReaders(newer, "abcde");
  const since = NOW - DAY;
  newer.run(`
    UPDATE subscribers SET unsubscribed_at = ${since} WHERE address_hash = '${hash("a")}';
    INSERT INTO suppressions VALUES ('${hash("b")}', 'complaint', ${since});
    INSERT INTO suppression_changes (address_hash, change, reason, changed_at) VALUES ('${hash("b")}', 'added', 'she wrote', ${since});
    UPDATE consents SET last_mail_at = ${since} WHERE address_hash = '${hash("c")}';
    DELETE FROM subscribers WHERE address_hash IN ('${hash("c")}', '${hash("d")}');
    INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at) VALUES ('${hash("f")}', 'w', '/', ${since}, ${since})`);

  const first = await makeReady(older, { newer, now: NOW });
  expect(first.learnt).toEqual({ stopped: 1, suppressed: 1, erased: 1, consents: 1, back: 1 });
  const state = async () => ({
    readers: await rows(older, "SELECT email, unsubscribed_at FROM subscribers ORDER BY id"),
    passages: await rows(older, "SELECT stop_reason, next_due_at FROM enrollments ORDER BY id"),
    changes: await rows(older, "SELECT reason FROM suppression_changes"),
    consents: await rows(older, "SELECT address_hash FROM consents ORDER BY id"),
    stops: await rows(older, "SELECT restored_stops FROM engine"),
  });
  const once = await state();
  expect(once.readers).toEqual([
    { email: "a@example.com", unsubscribed_at: since },
    ...["b", "d", "e"].map((letter) => ({ email: `${letter}@example.com`, unsubscribed_at: null })),
  ]);
  expect(once.passages.map((one) => (one as { stop_reason: string }).stop_reason)).toEqual([
    "unsubscribed",
    "complaint",
    null,
    null,
  ]);
  expect([once.changes.length, once.consents.length, once.stops]).toEqual([1, 6, [{ restored_stops: "newer copy" }]]);
  const second = await makeReady(older, { newer, now: NOW });
  expect(second.learnt).toMatchObject({ stopped: 0, suppressed: 0, erased: 0, consents: 0 });
  expect(await state()).toEqual(once);
});

test("without a terminal nobody is asked whether it shall be put back, and nothing is", {
  timeout: 30_000,
}, async () => {
  const copy = await house();
  withReaders(copy, "a");
  const file = await fileOf(await backupText(copy));
  const env = { STATE_DIRECTORY: dirname(file), POST_OFFICE_PORT: "9" };
  const restore = runThere(here, ["src/cli/restore.ts", file], env);
  expect((await restore.ended)[0]).toBe(1);
  expect(restore.printed()).toMatch(/subscribers +0 +1\n[\s\S]*Nothing was changed\. .*say --yes\.\n$/);
});

test("Ctrl-C in the middle of a restore says how things stand", { timeout: 30_000 }, async () => {
  const file = await fileOf(await backupText(await house()));
  const env = { STATE_DIRECTORY: dirname(file), POST_OFFICE_PORT: "9" };
  const restore = runThere(here, ["src/cli/restore.ts", file, "--yes"], env);
  while (!restore.printed().includes("Nothing newer is looked at")) await wait(20);
  restore.child.kill("SIGINT");
  expect((await restore.ended)[0]).toBe(130);
  expect(restore.printed()).toMatch(/Broken off\. .* never between, and sending rests\./);
});

test("a backup is for its author's eyes, and is never written over another", async () => {
  const file = await fileOf("before");
  await expect(writeBackup(file, "after")).rejects.toThrow("is there already");
  expect(await readFile(file, "utf8")).toBe("before");
  expect(usualFile("/b", "live", NOW)).toBe("/b/live-2026-11-25T12-00-00.sql");
});
