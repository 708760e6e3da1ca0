/** Puts a value into a TOML text and leaves every other character of it as it was. */

export type TomlChange = {
  /** `""` for what stands above the first table; of an array of tables the first is meant. */
  readonly table: string;
  readonly key: string;
  /** As TOML writes it; null takes the line away. */
  readonly value: string | null;
};

type Statement =
  | { readonly kind: "table"; readonly name: string; readonly end: number }
  | { readonly kind: "pair"; readonly key: string; readonly from: number; readonly to: number; readonly end: number };

/** A key that is not there yet goes behind the last of its table, a table that is not there to the end of the text. */
export function withTomlValue(source: string, { table, key, value }: TomlChange): string {
  if (value === null) return without(source, table, key);
  const inside = insideOf(source, table);
  if (inside === null)
    return `${source}${source === "" || source.endsWith("\n") ? "" : "\n"}\n[${table}]\n${key} = ${value}\n`;
  const pairs = inside.statements.filter((statement) => statement.kind === "pair");
  const there = pairs.find((pair) => pair.key === key);
  if (there) return `${source.slice(0, there.from)}${value}${source.slice(there.to)}`;
  const after = pairs.at(-1)?.end ?? inside.from;
  const line = `${key} = ${value}\n`;
  const before = source.slice(0, after);
  return `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${line}${source.slice(after)}`;
}

/** The notes above the line stay: nobody knows what they are about. */
function without(source: string, table: string, key: string): string {
  for (const statement of insideOf(source, table)?.statements ?? []) {
    if (statement.kind !== "pair" || statement.key !== key) continue;
    return source.slice(0, source.lastIndexOf("\n", statement.from) + 1) + source.slice(statement.end);
  }
  return source;
}

/** As a basic string. */
export function tomlString(text: string): string {
  // JSON escapes all that TOML wants escaped but this one, and TOML knows every escape of JSON.
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

function insideOf(source: string, table: string): { from: number; statements: Statement[] } | null {
  const statements = statementsOf(source);
  const first = table === "" ? -1 : statements.findIndex((each) => each.kind === "table" && each.name === table);
  const head = statements[first];
  if (table !== "" && head === undefined) return null;
  const rest = statements.slice(first + 1);
  const next = rest.findIndex(({ kind }) => kind === "table");
  return { from: head?.end ?? 0, statements: next === -1 ? rest : rest.slice(0, next) };
}

/** Tables and pairs in the text's order. `end` is behind the line's newline. */
function statementsOf(source: string): Statement[] {
  const statements: Statement[] = [];
  let at = source.startsWith("\ufeff") ? 1 : 0;
  while (at < source.length) {
    const line = lineFrom(source, at);
    const table = /^[ \t]*\[\[?[ \t]*([^\]]*?)[ \t]*\]/.exec(line)?.[1];
    const key = /^[ \t]*([^#=[\s][^=]*?)[ \t]*=[ \t]*/.exec(line);
    if (table !== undefined) {
      statements.push({ kind: "table", name: table, end: at + line.length });
      at += line.length;
    } else if (key?.[1] === undefined) {
      at += line.length;
    } else {
      const from = at + key[0].length;
      const to = endOfValue(source, from);
      at = to + lineFrom(source, to).length;
      statements.push({ kind: "pair", key: key[1], from, to, end: at });
    }
  }
  return statements;
}

/** What is left of the line, with its newline. */
function lineFrom(source: string, at: number): string {
  const newline = source.indexOf("\n", at);
  return newline === -1 ? source.slice(at) : source.slice(at, newline + 1);
}

/** In the order in which they must be tried: three quotes open another string than one. */
const STRINGS = [/"""(?:\\[\s\S]|[^\\])*?"{3,5}/y, /'''[\s\S]*?'{3,5}/y, /"(?:\\.|[^"\\\n])*"/y, /'[^'\n]*'/y];

/** Behind the value, before blanks and a note at the end of its line. */
function endOfValue(source: string, from: number): number {
  let at = from;
  let end = from;
  let depth = 0;
  while (at < source.length) {
    const string = stringAt(source, at);
    const character = source[at] ?? "";
    if (depth === 0 && /[\n#]/.test(character)) break;
    if (string === "" && character === "#") {
      at += lineFrom(source, at).length;
      continue;
    }
    if (/[[{]/.test(character)) depth += 1;
    if (/[\]}]/.test(character)) depth -= 1;
    at += string.length || 1;
    if (string !== "" || /\S/.test(character)) end = at;
  }
  return end;
}

function stringAt(source: string, at: number): string {
  for (const form of STRINGS) {
    form.lastIndex = at;
    const found = form.exec(source)?.[0];
    if (found !== undefined) return found;
  }
  return "";
}
