/** CSV that Excel reads as it is (RFC 4180, UTF-8 with its mark) and in which nothing is a formula. */

const BYTE_ORDER_MARK = "\uFEFF";

/** What makes a spreadsheet calculate (owasp.org/www-community/attacks/CSV_Injection), the full-width signs among it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The columns as a first line, then a line for each row. A field that would be a formula begins with an apostrophe. */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  return csvHead(columns) + csvLines(columns, rows);
}

/** How the file begins, for one that is written piece by piece. */
export function csvHead(columns: readonly string[]): string {
  return BYTE_ORDER_MARK + lineOf(columns);
}

export function csvLines<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  return rows.map((row) => lineOf(columns.map((column) => row[column]))).join("");
}

function lineOf(fields: readonly string[]): string {
  return `${fields.map(fieldOf).join(",")}\r\n`;
}

function fieldOf(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
