/** CSV that Excel reads as it is (RFC 4180, UTF-8 with its mark) and in which nothing is a formula. */

const BYTE_ORDER_MARK = "\uFEFF";

/** What makes a spreadsheet calculate (owasp.org/www-community/attacks/CSV_Injection), the full-width signs among it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The columns as a first line, then a line for each row. A field that would be a formula begins with an apostrophe. */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return BYTE_ORDER_MARK + lines.map((fields) => `${fields.map(fieldOf).join(",")}\r\n`).join("");
}

function fieldOf(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
