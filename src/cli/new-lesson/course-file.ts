/** Puts an entry into emails/course.ts and leaves every other character of it as it was. */

import { type Expression, parse } from "@babel/parser";
import { courseEntry, type NewLesson } from "./template.ts";

type ObjectLiteral = Extract<Expression, { type: "ObjectExpression" }>;

/** `source` with the new lesson behind the one whose key is `after`; null where there is no such entry to be found. */
export function withEntry(source: string, lesson: NewLesson, after: string): string | null {
  const entry = entriesOf(source).find((each) => isString(fieldOf(each, "key"), after));
  if (entry?.start == null || entry.end == null) return null;
  const line = source.slice(source.lastIndexOf("\n", entry.start) + 1, entry.start);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const added = `\n${indent}${courseEntry(lesson, indent)},`;
  // A note at the end of its line stays with the lesson it is about.
  const rest = /^[ \t]*,(?:[ \t]*\/\/[^\n]*)?/.exec(source.slice(entry.end))?.[0];
  const end = entry.end + (rest?.length ?? 0);
  return `${source.slice(0, end)}${rest === undefined ? "," : ""}${added}${source.slice(end)}`;
}

/** The objects in `lessons` of `export const course`. */
function entriesOf(source: string): ObjectLiteral[] {
  const course = courseOf(source);
  const lessons = course === null ? null : fieldOf(course, "lessons");
  if (lessons?.type !== "ArrayExpression") return [];
  return lessons.elements.flatMap((element) => (element?.type === "ObjectExpression" ? [element] : []));
}

/** The object behind `export const course`. */
export function courseOf(source: string): ObjectLiteral | null {
  const { program } = parse(source, { sourceType: "module", plugins: ["typescript"] });
  for (const statement of program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declaration.declarations) {
      if (id.type !== "Identifier" || id.name !== "course" || !init) continue;
      const course = bare(init);
      return course.type === "ObjectExpression" ? course : null;
    }
  }
  return null;
}

export function fieldOf(object: ObjectLiteral, name: string): Expression | null {
  for (const property of object.properties) {
    if (property.type !== "ObjectProperty") continue;
    const isIt = property.key.type === "Identifier" ? property.key.name === name : isString(property.key, name);
    if (isIt) return bare(property.value as Expression);
  }
  return null;
}

/** Without `as const` and `satisfies …`. */
function bare(expression: Expression): Expression {
  const isDressed = expression.type === "TSAsExpression" || expression.type === "TSSatisfiesExpression";
  return isDressed ? bare(expression.expression) : expression;
}

function isString(node: { type: string; value?: unknown } | null, value: string): boolean {
  return node?.type === "StringLiteral" && node.value === value;
}
