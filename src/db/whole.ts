/** A whole database, table by table: for a copy of it, and to compare one with another. */

/** Tables of the house and wrangler's own list of migrations, as they were made; parents before what points to them. */
export type Table = {
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
};

export type SchemaRow = { type: "table" | "index" | "trigger"; name: string; sql: string };

/** Everything that somebody made: `SchemaRow`s in the order of making. */
export function schemaOf(db: D1Database) {
  return db.prepare(`
    SELECT type, name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY rowid`);
}

export type ColumnRow = { table_name: string; name: string; key_place: number; points_to: string | null };

/** The columns of all tables, with the tables that they point to: `ColumnRow`s. */
export function columnsOf(db: D1Database) {
  return db.prepare(`
    SELECT m.name AS table_name, c.name, c.pk AS key_place,
      (SELECT f."table" FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name) AS points_to
    FROM sqlite_schema m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT GLOB '_cf_*' AND m.name NOT GLOB 'sqlite_*' ORDER BY m.rowid, c.cid`);
}

/** Rows that point to nothing. */
export function danglingRows(db: D1Database) {
  return db.prepare(`SELECT "table" AS table_name FROM pragma_foreign_key_check`);
}

/** At most `limit` rows in the order of the key, after the one with the key `after`; from the first on without one. */
export function rowsAfter(
  db: D1Database,
  table: Table,
  { after, limit }: { after: readonly (string | number)[] | null; limit: number },
) {
  const key = table.key.map(quoted).join(", ");
  const places = table.key.map((_, place) => `?${place + 2}`).join(", ");
  const beyond = after === null ? "" : `WHERE (${key}) > (${places})`;
  return db
    .prepare(`SELECT * FROM ${quoted(table.name)} ${beyond} ORDER BY ${key} LIMIT ?1`)
    .bind(limit, ...(after ?? []));
}

/** The text of the statement that makes these rows again; `values` are SQL literals. */
export function insertText(table: Table, values: readonly string[]): string {
  return `INSERT INTO ${quoted(table.name)} (${table.columns.map(quoted).join(", ")}) VALUES (${values.join(", ")});`;
}

export function dropText(table: Table): string {
  return `DROP TABLE IF EXISTS ${quoted(table.name)};`;
}

/** Migrations that this database has had, by the names of their files: `{ name }` rows. */
export function migrationsOf(db: D1Database) {
  return db.prepare(`SELECT name FROM d1_migrations ORDER BY id`);
}

export function noteMigration(db: D1Database, name: string) {
  return db.prepare(`INSERT INTO d1_migrations (name) VALUES (?1)`).bind(name);
}

/** All migrations as one text for an empty database; `files` in order. Wrangler finds its list of them as it makes it itself. */
export function schemaText(files: readonly { name: string; sql: string }[]): string {
  const list = `CREATE TABLE d1_migrations(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);`;
  return [list, ...files.map(({ name, sql }) => `${sql}\nINSERT INTO d1_migrations (name) VALUES ('${name}');`)].join(
    "\n",
  );
}

/** A name of a table or column. Ours are plain words in letters and `_`; anything else is no database of this house. */
function quoted(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `"${name}"`;
  throw new Error("A table or column has a name that no table of this house has.");
}
