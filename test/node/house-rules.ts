/** The rules of the house, each a function from sources to the places that break it. */

import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { transformSync } from "esbuild";

export type Source = { path: string; text: string };

export type Rule = (sources: Source[]) => string[];

/** Arrows of the design: what each part may import. A folder stands for all in it; "" is anything. */
const ARROWS: [part: RegExp, may: string[]][] = [
  [
    /^src\/(index|doors)\.ts$/,
    ["src/doors.ts", "src/deps.ts", "src/settings.ts", "src/http/app.tsx", "src/actions/", "src/domain/", "src/log.ts"],
  ],
  [
    /^src\/deps\.ts$/,
    [
      "src/mail/",
      "src/settings.ts",
      "emails/course.ts",
      "src/domain/",
      "build/mails.ts",
      "build/scripts.ts",
      "build/throwaway.ts",
    ],
  ],
  [/^src\/settings\.ts$/, ["src/domain/"]],
  [/^src\/http\/desk\//, ["src/http/", "src/actions/", "src/pages/", "src/domain/", "src/log.ts", "src/db/"]],
  [/^src\/http\//, ["src/http/", "src/actions/", "src/pages/", "src/domain/", "src/log.ts", "src/mail/webhook.ts"]],
  [/^src\/actions\//, ["src/actions/", "src/domain/", "src/db/", "src/mail/"]],
  [/^src\/db\//, ["src/db/", "src/domain/"]],
  [/^src\/mail\//, ["src/mail/", "src/domain/"]],
  [/^src\/pages\//, ["src/pages/", "src/domain/"]],
  [/^src\/domain\//, ["src/domain/"]],
  [/^emails\//, ["emails/", "src/domain/"]],
  [/^src\/(cli|local)\//, ["src/", "emails/", "test/"]],
  [/^test\//, [""]],
];

const DOMAIN_LIBRARY = /^(temporal-polyfill|@noble\/hashes)(\/|$)/;

/** Every source of the house: code, styles and migrations. */
export async function readHouse(root: string): Promise<Source[]> {
  const sources: Source[] = [];
  for (const folder of ["src", "emails", "test"]) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(tsx?|js|css|sql)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.push({ path: posix.relative(root, path), text: await readFile(path, "utf8") });
    }
  }
  return sources;
}

export function imports(sources: Source[]): string[] {
  return code(sources).flatMap(({ path, text }) =>
    importsOf(text)
      .map(({ from, typeOnly }) => ({ to: from.startsWith(".") ? posix.join(path, "..", from) : from, from, typeOnly }))
      .filter(({ to, from, typeOnly }) => !mayImport(path, to, { isOurs: from.startsWith("."), typeOnly }))
      .map(({ to }) => `${path} imports ${to}`),
  );
}

function mayImport(path: string, to: string, { isOurs, typeOnly }: { isOurs: boolean; typeOnly: boolean }): boolean {
  if (!isOurs) return !path.startsWith("src/domain/") || DOMAIN_LIBRARY.test(to);
  if (typeOnly && to === "src/deps.ts") return true;
  const arrow = ARROWS.find(([part]) => part.test(path));
  return arrow?.[1].some((may) => to === may || (to.startsWith(may) && /^$|\/$/.test(may))) ?? false;
}

function importsOf(text: string): { from: string; typeOnly: boolean }[] {
  const statements = text.matchAll(/^(?:import|export)\b(\s+type\b)?[^;"']*?\bfrom\s+["']([^"']+)["']/gm);
  const others = text.matchAll(/(?:^import\s+|\bimport\()()["']([^"']+)["']/gm);
  return [...statements, ...others].map(([, type, from = ""]) => ({ from, typeOnly: Boolean(type) }));
}

/** One `now` per request, tick or message: only the entries read the machine's clock. */
export function clocks(sources: Source[]): string[] {
  const reads = /\bDate\.now\b|\bDate\(\s*\)|\bnew Date\b(?!\()|\bperformance\.now\b|\bTemporal\.Now\b/g;
  return found(sources, /^(src(?!\/(deps\.ts$|cli\/|local\/))|emails)\//, reads, withoutComments);
}

export function outsideWorld(sources: Source[]): string[] {
  return found(sources, /^src\/domain\//, /\b(D1Database|Request|Hono|Env)\b/g, ({ text }) => text);
}

export function sql(sources: Source[]): string[] {
  const statements =
    /\.prepare\(|\b(SELECT|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|CREATE\s+(TABLE|INDEX))\s+[\w*("]/g;
  // The SQLite behind copies in memory is handed what src/db has written.
  return found(sources, /^(src(?!\/db\/|\/local\/sqlite-copy\.ts$)|emails)\//, statements, withoutComments);
}

export function lengths(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ path, lines }) => lines > 250 && !path.startsWith("src/db/migrations/"))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** D1 cuts a migration into statements by itself, and is sure of a trigger only in this form (workers-sdk issues 4998, 10998, 15690). */
export function triggers(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith("src/db/migrations/"))
    .flatMap(({ path, text }) => text.split("\n").map((line) => ({ path, line })))
    .filter(({ line }) => /\btrigger\b/i.test(line.replace(/--.*/, "")))
    .filter(({ line }) => !/^CREATE TRIGGER .+ BEGIN [^;]+; END;$/.test(line) || line.split(/\bEND\b/i).length > 2)
    .map(({ path, line }) => `${path}: not on one line with BEGIN and one END in capitals: ${line.slice(0, 60)}`);
}

export function openings(sources: Source[]): string[] {
  return sources.filter(({ text }) => !opensWithSentence(text)).map(({ path }) => `${path} opens without a sentence`);
}

/** At least two words and a full stop, before anything else. */
function opensWithSentence(text: string): boolean {
  const comment = text.match(/^(?:#!.*\n)?(\/\*[\s\S]*?\*\/|(?:\/\/.*\n)+|(?:--.*\n)+)/)?.[1] ?? "";
  const words = comment
    .replace(/^\s*(\/\*\*?|\*\/|\*|\/\/|--)|\*\/$/gm, " ")
    .trim()
    .split(/\s+/);
  return words.length >= 2 && /[.!?。]/.test(words.join(" "));
}

export function fileNames(sources: Source[]): string[] {
  const refused = new Set(["util", "helper", "service", "manager", "lib", "common", "misc", "ayumi"]);
  return sources
    .filter(({ path }) => wordsOf(path.replace(/\.\w+$/, "")).some((word) => refused.has(word)))
    .map(({ path }) => `${path} has a name that says nothing`);
}

/** The design's "Not used", in names of tables, columns and exports. */
export function words(sources: Source[]): string[] {
  const refused = new Set("user contact list campaign job handle data info manager service helper util".split(" "));
  return sources.flatMap(({ path, text }) =>
    (path.endsWith(".sql") ? namesInSql(text) : exportedNames(text))
      .filter((name) => wordsOf(name).some((word) => refused.has(word)))
      .map((name) => `${path} names ${name}`),
  );
}

function exportedNames(text: string): string[] {
  const declared =
    /^export\s+(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:function\*?|const|let|class|type|interface|enum)\s+(\w+)/gm;
  const gathered = /^export\s+(?:type\s+)?\{([^}]*)\}/gm;
  return [
    ...[...text.matchAll(declared)].map(([, name = ""]) => name),
    ...[...text.matchAll(gathered)].flatMap(([, names = ""]) => names.match(/\w+(?=\s*(,|$))/g) ?? []),
  ];
}

function namesInSql(text: string): string[] {
  const code = text.replace(/--.*$/gm, "");
  const tables = [...code.matchAll(/\bCREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(([\s\S]*?)\n\)/g)];
  const added = [...code.matchAll(/\bADD COLUMN (\w+)/g)].map(([, name = ""]) => name);
  const columns = tables.flatMap(([, , body = ""]) => body.match(/^\s*[a-z]\w*/gm) ?? []);
  return [...tables.map(([, name = ""]) => name), ...columns.map((name) => name.trim()), ...added];
}

/** unsubscribeHeaders → unsubscribe, header: parts of a name in lower case and, roughly, in the singular. */
function wordsOf(name: string): string[] {
  const parts = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return parts.map((part) => part.toLowerCase().replace(/s$/, ""));
}

function found(sources: Source[], where: RegExp, what: RegExp, textOf: (source: Source) => string): string[] {
  return code(sources)
    .filter(({ path }) => where.test(path))
    .flatMap((source) => [...textOf(source).matchAll(what)].map(([hit]) => `${source.path} says ${hit}`));
}

function code(sources: Source[]): Source[] {
  return sources.filter(({ path }) => /\.(tsx?|js)$/.test(path));
}

function withoutComments({ path, text }: Source): string {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  return transformSync(text, { loader: path.endsWith(".ts") ? "ts" : "tsx", jsx: "preserve", tsconfigRaw }).code;
}
