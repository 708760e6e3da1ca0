/** Cuts a rendered template at its marks. */
import type { Cut, Mark } from "../../domain/compiled-mail.ts";

export type CutProblem =
  | { readonly is: "unknown mark"; readonly name: string }
  | { readonly is: "unclosed mark"; readonly near: string };

/** `allowed` are the marks of this kind of mail. All problems are told, not only the first. */
export function cut(rendered: string, allowed: readonly Mark[]): { cut: Cut; problems: CutProblem[] } {
  const literals: string[] = [];
  const marks: Mark[] = [];
  const problems: CutProblem[] = [];
  let end = 0;
  for (const found of rendered.matchAll(/\{\{([^{}<>\n]*)\}\}/g)) {
    literals.push(rendered.slice(end, found.index));
    end = found.index + found[0].length;
    const name = found[1] ?? "";
    const mark = allowed.find((one) => one === name);
    if (mark) marks.push(mark);
    else problems.push({ is: "unknown mark", name });
  }
  literals.push(rendered.slice(end));
  for (const literal of literals) problems.push(...unclosed(literal));
  return { cut: { literals, marks }, problems };
}

/** `}}` alone is no sign: style sheets end in it. */
function unclosed(literal: string): CutProblem[] {
  const at = literal.indexOf("{{");
  return at === -1 ? [] : [{ is: "unclosed mark", near: literal.slice(at, at + 30).split(/[<\n]/)[0] ?? "" }];
}
