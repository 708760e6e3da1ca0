/** A backup's file: statements that make the database again, in an order D1 takes, and a seal that shows whether any of it is missing. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { rowsOf } from "../../db/rows.ts";
import { danglingRows, insertText, rowsAfter, type Table } from "../../db/whole.ts";
import { type Copy, emptyCopy } from "../../local/sqlite-copy.ts";
import { literal } from "../database/literal.ts";
import { readSchema, type Schema } from "./tables.ts";

const SEAL = "-- sealed: sha256 ";

/** Rows read at once from the copy in memory. */
const AT_ONCE = 5_000;

/**
 * wrangler's own export cannot always be imported: it fills each table as it comes, and D1 refuses rows that point to a table
 * it has not met yet. Here all tables come first, then their rows, then indexes and triggers.
 */
export async function statementsOf(db: D1Database, { tables, rest }: Schema): Promise<string> {
  const lines = ["PRAGMA defer_foreign_keys = TRUE;", ...tables.map(({ sql }) => `${sql};`)];
  for (const table of tables) lines.push(...(await rowsAsText(db, table)));
  return `${[...lines, ...rest.map(({ sql }) => `${sql};`)].join("\n")}\n`;
}

async function rowsAsText(db: D1Database, table: Table): Promise<string[]> {
  const lines: string[] = [];
  let rows: Row[] = [];
  do {
    const [part] = await db.batch([rowsAfter(db, table, { after: keyOf(table, rows.at(-1)), limit: AT_ONCE })]);
    rows = rowsOf<Row>(part);
    lines.push(...rows.map((row) => insertText(table, literalsOf(table, row))));
  } while (rows.length === AT_ONCE);
  return lines;
}

type Row = Readonly<Record<string, string | number | null>>;

function keyOf({ key }: Table, row: Row | undefined): (string | number)[] | null {
  return row ? key.map((column) => row[column] ?? "") : null;
}

function literalsOf({ columns }: Table, row: Row): string[] {
  return columns.map((column) => literal(row[column]));
}

function sealed(statements: string): string {
  return `${statements}${SEAL}${sha256(statements)}\n`;
}

/** The statements of a file. Throws, in words for the author, when it is not as it was written. */
export function unsealed(text: string, file: string): string {
  const place = text.lastIndexOf(SEAL);
  if (place < 0)
    throw new Error(
      `${file} has no seal at its end: it is cut off, or was not made by npm run backup. Nothing was changed.`,
    );
  const statements = text.slice(0, place);
  if (text.slice(place) === `${SEAL}${sha256(statements)}\n`) return statements;
  throw new Error(`${file} is not as it was written: its seal does not fit. Take another backup. Nothing was changed.`);
}

/** A copy in memory of what the file holds. */
export async function openBackup(file: string): Promise<Copy> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}`);
  });
  const copy = await copyOf(unsealed(text, file), file);
  if ((await readSchema(copy.db)).tables.length > 0) return copy;
  throw new Error(`${file} holds no tables: there was no database yet when it was made. Nothing was changed.`);
}

/** Throws when the statements make no database whose rows all point to something. */
export async function copyOf(statements: string, what: string): Promise<Copy> {
  const copy = emptyCopy();
  try {
    copy.run(statements);
  } catch (error) {
    throw new Error(`${what} cannot be read as a database: ${(error as Error).message}`, { cause: error });
  }
  const [dangling] = await copy.db.batch([danglingRows(copy.db)]);
  if (rowsOf(dangling).length > 0)
    throw new Error(`${what} has rows that point to nothing: something is missing in it.`);
  copy.run("PRAGMA foreign_keys = ON");
  return copy;
}

/** Its tables and everything in them, as the text of a backup. */
export async function backupText(copy: Copy): Promise<string> {
  return sealed(await statementsOf(copy.db, await readSchema(copy.db)));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
