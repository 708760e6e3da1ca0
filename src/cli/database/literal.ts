/** Statements with their values written into the text, because wrangler's command line takes no parameters. */

import type { Written } from "../../local/database-by.ts";

/** Every `?1`, `?2` … becomes its value as an SQL literal, in one pass, so that nothing in a value is taken for another. */
export function sqlOf({ sql, values }: Written): string {
  return sql.trim().replace(/\?(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]));
}

export function literal(value: string | number | null | undefined): string {
  if (value === null) return "NULL";
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "string" && !value.includes("\0")) return `'${value.replaceAll("'", "''")}'`;
  throw new Error("A value that cannot be written as SQL.");
}
