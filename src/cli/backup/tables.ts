/** The tables of a database, in an order in which they can be filled: whatever is pointed to comes first. */

import { rowsOf } from "../../db/rows.ts";
import { type ColumnRow, columnsOf, type SchemaRow, schemaOf, type Table } from "../../db/whole.ts";

export type Schema = { readonly tables: readonly Table[]; readonly rest: readonly SchemaRow[] };

/** `rest`: indexes and triggers. */
export async function readSchema(db: D1Database): Promise<Schema> {
  const [made, known] = await db.batch([schemaOf(db), columnsOf(db)]);
  const rows = rowsOf<SchemaRow>(made);
  const columns = Map.groupBy(rowsOf<ColumnRow>(known), ({ table_name: name }) => name);
  const tables = rows.filter(({ type }) => type === "table");
  const ordered = parentsFirst(
    tables.map(({ name }) => name),
    (name) => (columns.get(name) ?? []).flatMap(({ points_to: parent }) => parent ?? []),
  );
  return {
    tables: ordered.map((name) =>
      tableOf(name, tables.find((one) => one.name === name)?.sql ?? "", columns.get(name) ?? []),
    ),
    rest: rows.filter(({ type }) => type !== "table"),
  };
}

function tableOf(name: string, sql: string, columns: readonly ColumnRow[]): Table {
  const key = columns.filter(({ key_place: place }) => place > 0).sort((a, b) => a.key_place - b.key_place);
  return { name, sql, columns: columns.map((column) => column.name), key: key.map((column) => column.name) };
}

/** Tables that point to each other in a circle there are none. */
function parentsFirst(names: readonly string[], parentsOf: (name: string) => string[]): string[] {
  const ordered: string[] = [];
  const add = (name: string) => {
    if (ordered.includes(name) || !names.includes(name)) return;
    for (const parent of parentsOf(name)) if (parent !== name) add(parent);
    ordered.push(name);
  };
  for (const name of names) add(name);
  return ordered;
}
