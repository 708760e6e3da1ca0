/** What SQL is made of: finds every place where something else than fixed words gets into the text of a statement. */

import { parse } from "@babel/parser";
import type { Source } from "./house-rules.ts";

/** A node of Babel's tree, as far as it is looked at here. */
type Tree = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>;

/** `builders`: which arguments become text. `names`: what else may stand in a text, by file, as it is written there. */
export type Allowed = {
  readonly builders: Readonly<Record<string, readonly number[]>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
};

const NUMBERS = /\/domain\/numbers\.ts$/;

type File = { readonly source: Source; readonly nodes: readonly Tree[]; readonly allowed: Allowed };

/** Whatever stands in a text and is neither a constant in capitals, a number, nor allowed by name. */
export function looseSql(sources: readonly Source[], allowed: Allowed): string[] {
  return sources.filter(({ path }) => /^src\/db\/.*\.ts$/.test(path)).flatMap((source) => looseIn(source, allowed));
}

/** Every template of the file is taken for SQL: there is nothing else to write in these files. */
function looseIn(source: Source, allowed: Allowed): string[] {
  const root: unknown = parse(source.text, { sourceType: "module", plugins: ["typescript"] }).program;
  const file: File = { source, nodes: everyNode(root), allowed };
  const texts = file.nodes.flatMap((node) => [...textsOfCall(node, file), ...partsOfTemplate(node)]);
  const loose = texts.filter((text) => !isFixed(text, file)).map((text) => written(text, file));
  return [...new Set(loose)].map((text) => `${source.path}: ${text} is no fixed part of a statement`);
}

/** What is handed to prepare, and the arguments of builders that become text. */
function textsOfCall(node: Tree, { allowed }: File): Tree[] {
  if (node.type !== "CallExpression") return [];
  const given = treesIn(node.arguments);
  const name = nameOfCall(node);
  if (name === "prepare" || name === "exec") return given.slice(0, 1);
  return (allowed.builders[name] ?? []).flatMap((place) => given[place] ?? []);
}

function partsOfTemplate(node: Tree): Tree[] {
  return node.type === "TemplateLiteral" ? treesIn(node.expressions) : [];
}

function isFixed(node: Tree, file: File): boolean {
  if (file.allowed.names[file.source.path]?.includes(written(node, file))) return true;
  switch (node.type) {
    case "StringLiteral":
    case "NumericLiteral":
      return true;
    // Its parts are judged by themselves.
    case "TemplateLiteral":
      return true;
    case "ConditionalExpression":
      return treesIn([node.consequent, node.alternate]).every((branch) => isFixed(branch, file));
    case "CallExpression":
      return nameOfCall(node) in file.allowed.builders;
    case "Identifier":
      return isFixedName(String(node.name), file);
    case "MemberExpression":
      return treesIn([node.object]).every(({ type, name }) => type === "Identifier" && isFixedName(String(name), file));
    default:
      return false;
  }
}

/** A number of the house's, or a constant of this file whose own words are fixed. */
function isFixedName(name: string, file: File): boolean {
  if (importsOf(file).some((imported) => imported.name === name)) {
    return (
      /^[A-Z0-9_]+$/.test(name) &&
      importsOf(file).some((imported) => imported.name === name && NUMBERS.test(imported.from))
    );
  }
  const declared = file.nodes.filter(
    ({ type, id }) => type === "VariableDeclarator" && treesIn([id])[0]?.name === name,
  );
  return (
    declared.length > 0 && declared.every(({ init }) => treesIn([init]).some((value) => isFixedValue(value, file)))
  );
}

function isFixedValue(value: Tree, file: File): boolean {
  if (value.type === "TSAsExpression") return treesIn([value.expression]).every((inner) => isFixedValue(inner, file));
  if (value.type !== "ObjectExpression") return isFixed(value, file);
  return treesIn(value.properties).every((property) =>
    treesIn([property.value]).every((inner) => isFixed(inner, file)),
  );
}

function importsOf({ nodes }: File): { name: string; from: string }[] {
  return nodes
    .filter(({ type }) => type === "ImportDeclaration")
    .flatMap((statement) => {
      const from = String(treesIn([statement.source])[0]?.value);
      return treesIn(statement.specifiers).map(({ local }) => ({ name: String(treesIn([local])[0]?.name), from }));
    });
}

function nameOfCall(call: Tree): string {
  const [callee] = treesIn([call.callee]);
  const [property] = treesIn([callee?.property]);
  return String((property ?? callee)?.name);
}

function written({ start, end }: Tree, { source }: File): string {
  return source.text.slice(start, end);
}

function everyNode(value: unknown): Tree[] {
  if (Array.isArray(value)) return value.flatMap(everyNode);
  if (typeof value !== "object" || value === null) return [];
  return [...treesIn([value]), ...Object.values(value).flatMap(everyNode)];
}

function treesIn(values: unknown): Tree[] {
  return Array.isArray(values) ? values.filter((value): value is Tree => typeof value?.type === "string") : [];
}
