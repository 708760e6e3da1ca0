/** Making a backup ready to be put back: on today's schema, marked as restored and paused, with the stops that it has forgotten. */

import { type Learnt, learnStops } from "../../actions/learn-stops.ts";
import { markAsRestored } from "../../actions/mark-restored.ts";
import { rowsOf } from "../../db/rows.ts";
import { migrationsOf, noteMigration } from "../../db/whole.ts";
import { migrationFiles } from "../../local/migrations.ts";
import type { Copy } from "../../local/sqlite-copy.ts";

export type Ready = {
  /** Unix ms: what the backup knows. */
  readonly knowsUntil: number;
  /** Names of the files that it had not had. */
  readonly migrated: readonly string[];
  /** Null when there was nothing newer to learn from. */
  readonly learnt: Learnt | null;
};

/** All of it happens to the copy in memory: there is no moment in which a Worker could find it unmarked. */
export async function makeReady(copy: Copy, { newer, now }: { newer: Copy | null; now: number }): Promise<Ready> {
  const migrated = await migrate(copy);
  const knowsUntil = await markAsRestored({ db: copy.db }, { knowsUntil: null, now });
  if (newer === null) return { knowsUntil, migrated, learnt: null };
  await migrate(newer);
  return { knowsUntil, migrated, learnt: await learnStops({ db: copy.db }, { from: newer.db, knowsUntil, now }) };
}

/** Brings it to today's schema. Throws for a backup of a later one. */
export async function migrate({ db, run }: Copy): Promise<string[]> {
  const [had] = await db.batch([migrationsOf(db)]);
  const done = new Set(rowsOf<{ name: string }>(had).map(({ name }) => name));
  const files = await migrationFiles();
  const later = [...done].filter((name) => !files.some((file) => file.name === name));
  if (later.length > 0)
    throw new Error(
      `This backup was made by a later version of the project: it has had ${later.join(", ")}. Nothing was changed.`,
    );
  const missing = files.filter(({ name }) => !done.has(name));
  for (const { name, sql } of missing) {
    run(sql);
    await db.batch([noteMigration(db, name)]);
  }
  return missing.map(({ name }) => name);
}
