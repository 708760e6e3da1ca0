/** All readers taken out: each once, where she stands, nothing that calculates, and only a page at a time. */

import { expect, test } from "vitest";
import { type ExportFormat, exportReaders } from "../../src/actions/export-readers.ts";
import { HOUR } from "../../src/domain/numbers.ts";
import { becomeReader, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { demanding } from "../support/demand.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { fileOf, imported, lineOf } from "../support/import-file.ts";
import { allRows } from "../support/visitor.ts";

test("each stands there with her state, her dates, where she came from and the lessons she has had", async () => {
  const house = engine();
  await becomeReader(house.deps, "running@example.com");
  await becomeReader(house.deps, "stopped@example.com");
  await stop(house.deps, "stopped@example.com");
  await becomeReader(house.deps, "suppressed@example.com");
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers WHERE email LIKE 'supp%'");
  await becomeReader(house.deps, "finished@example.com");
  await rows(
    `UPDATE enrollments SET completed_at = ?1, next_due_at = NULL, next_lesson = NULL
    WHERE subscriber_id = (SELECT id FROM subscribers WHERE email LIKE 'fin%')`,
    current.now + HOUR,
  );
  await signUpAndRing(house.deps, "unconfirmed@example.com");
  await imported(house.deps, fileOf(lineOf("imported@example.com", { source: "=cmd|' /C calc'!A0" })));
  await house.tick();
  const before = await allRows();

  const all = JSON.parse(await taken(house, "json")) as Record<string, unknown>[];
  expect(all.map(({ email, state, reason }) => [email, state, reason])).toEqual([
    ["running@example.com", "running", null],
    ["stopped@example.com", "stopped", "unsubscribed"],
    ["suppressed@example.com", "suppressed", "complaint"],
    ["finished@example.com", "finished", null],
    ["unconfirmed@example.com", "unconfirmed", null],
    ["imported@example.com", "unconfirmed", null],
  ]);
  expect(all[0]).toEqual({
    ...{ email: "running@example.com", name: "", state: "running", reason: null },
    ...{ signed_up_at: "2026-11-02T03:00:00.000Z", confirmed_at: "2026-11-02T03:00:00.000Z" },
    ...{ stopped_at: null, finished_at: null, next_lesson: "two-faces", next_due_at: "2026-11-03T12:30:00.000Z" },
    ...{ lessons_had: ["intro-guide"], hour: "21:30", zone: "Asia/Tokyo", every_days: 1 },
    ...{ source: null, consent_page: "/", consent_at: "2026-11-02T03:00:00.000Z", imported_at: null },
  });
  expect(all[5]).toMatchObject({ consent_page: "=cmd|' /C calc'!A0", imported_at: "2026-11-02T03:00:00.000Z" });

  const csv = (await taken(house, "csv")).split("\r\n");
  expect(csv[0]).toMatch(/^\uFEFFemail,name,state,reason,/);
  expect(csv).toHaveLength(8);
  expect(csv[6]).toContain(",'=cmd|' /C calc'!A0,");
  expect(await allRows()).toEqual(before);
});

test("of 5,000 readers each comes once, a thousand at a time, and no statement asks for more", async () => {
  const house = engine();
  for (let thousand = 0; thousand < 5; thousand++) await readers(1_000, { next: "fears", course: house.deps.course });
  const { db, demand } = demanding(house.deps.db);
  const sizes: number[] = [];
  const emails: string[] = [];
  for await (const piece of exportReaders({ ...house.deps, db }, { format: "csv" })) {
    sizes.push(piece.length);
    emails.push(...[...piece.matchAll(/reader\d+@example\.com/g)].map(([email]) => email));
  }
  expect([new Set(emails).size, emails.length, demand.calls]).toEqual([5_000, 5_000, 6]);
  expect(Math.max(...sizes)).toBeLessThan(400_000);
});

test("with nobody there, the files are empty and whole", async () => {
  const house = engine();
  expect(JSON.parse(await taken(house, "json"))).toEqual([]);
  expect((await taken(house, "csv")).trimEnd().split("\r\n")).toHaveLength(1);
});

async function taken({ deps }: Engine, format: ExportFormat): Promise<string> {
  let text = "";
  for await (const piece of exportReaders(deps, { format, atOnce: 4 })) text += piece;
  return text;
}
