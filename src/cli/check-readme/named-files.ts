/** Whether the files that a paper names are there: paths from the project's own folder, and tests by the short names of the README. */

/** `src/domain/numbers.ts`, or a folder; what holds a blank to fill in, such as `src/pages/<page>/…`, names nothing. */
const PATH = /`((?:src|test|docs)\/[\w./-]*[\w/])`/g;
/** The brackets behind an answer: (`actions/claim`, `deps`, and what else stands there). */
const SOURCES = /\((`[a-z\d]+\/[^()]*)\)(?= *(?:\||$))/gm;
const SHORT_NAME = /`([a-z\d]+(?:[/-][a-z\d-]+)*)`/g;
const TESTS = [".test.ts", ".test.tsx", ".node.test.ts"];

/** A sentence for each that is not. `isThere` is asked for paths from the project's own folder. */
export function lostFiles(paper: string, text: string, isThere: (path: string) => boolean): string[] {
  const paths = namesIn(text, PATH).filter((path) => !isThere(path));
  const tests = [...text.matchAll(SOURCES)]
    .flatMap(([, names = ""]) => namesIn(names, SHORT_NAME))
    .filter((name) => !TESTS.some((ending) => isThere(`test/${name}${ending}`)))
    .map((name) => `test/${name}${TESTS[0]}`);
  return [...new Set([...paths, ...tests])].map((path) => `${paper} names ${path}, which is not there`);
}

function namesIn(text: string, form: RegExp): string[] {
  return [...text.matchAll(form)].flatMap(([, name]) => name ?? []);
}
