/** Whatever is asked or sent at the desk, no page stumbles over it, and none shows what it should not. */

import { expect, test } from "vitest";
import { app } from "../../src/http/app.tsx";
import { withHanako } from "../support/desk-reader.ts";
import { rows } from "../support/engine.ts";
import { allRows, visit } from "../support/visitor.ts";

/** Of another kind, of nobody, of every object, too long, and with signs that no id has. */
const ODD_IDS = [
  "0",
  "999999999999999",
  "-1",
  "1e3",
  "constructor",
  "__proto__",
  "a".repeat(300),
  "%00",
  "%ff",
  "1%0a",
];
const ODD_WORDS = [
  "constructor",
  "toString",
  "__proto__",
  "\u0000",
  "\ud800",
  "<b>",
  "9".repeat(400),
  "花".repeat(300),
  "\r\n",
];
const QUERIES = [
  "done",
  "q",
  "f",
  "lesson",
  "after",
  "status",
  "weeks",
  "retried",
  "name",
  "date",
  "at",
  "hour",
  "zone",
  "pace",
];
/** A field or a name that no page has a sentence for. */
const SLIPS = /native code|\[object |undefined|NaN|うまく動きませんでした|<p class="said[^>]*><\/p>/;

function paths(method: "GET" | "POST"): string[] {
  const here = app.routes.filter((route) => route.method === method && route.path.startsWith("/admin"));
  const out = here.filter(({ path }) => !/sign-in|enter|leave|\.(csv|json)$/.test(path));
  return [...new Set(out.map(({ path }) => path))];
}

test("ids and queries of any kind get a page that says so", async () => {
  const { visit: see, id } = await desk();
  const asked = paths("GET").flatMap((path) =>
    path.includes(":")
      ? ODD_IDS.map((odd) => path.replace(/:\w+/, odd))
      : ODD_WORDS.map((odd) => `${path}?${new URLSearchParams(QUERIES.map((name) => [name, odd]))}`),
  );
  asked.push(...ODD_WORDS.map((odd) => `/admin/records/imports/${id}?${new URLSearchParams({ done: odd })}`));
  const slips: string[] = [];
  for (const path of asked) {
    const answer = await see(path);
    const slip = (await answer.text()).match(SLIPS)?.[0];
    if (slip || ![200, 404, 422].includes(answer.status)) slips.push(`${path.slice(0, 80)} ${answer.status} ${slip}`);
  }
  expect(slips).toEqual([]);
});

test("a form without its fields, with files or odd words in them, of an odd kind or far too large changes nothing", async () => {
  const { visit: see, Cookie } = await desk();
  const before = await allRows();
  const slips: string[] = [];
  for (const path of paths("POST").filter((one) => !/pause|resume/.test(one))) {
    for (const id of ["1", "constructor", "__proto__"]) {
      for (const body of oddBodies()) {
        const answer = await visit(path.replace(/:\w+/, id), { method: "POST", body, headers: { Cookie } });
        const next = answer.headers.get("Location");
        const html = await (next ? await see(next) : answer).text();
        const slip = html.match(SLIPS)?.[0];
        if (slip || answer.status >= 500) slips.push(`${path} ${id} ${answer.status} ${slip}`);
      }
    }
  }
  expect(slips).toEqual([]);
  expect(await allRows()).toEqual(before);
});

function* oddBodies() {
  const names = ["t", "id", "key", "lesson", "people", "whom", "from", "to", "reason", "sure", "hour", "pace", "email"];
  yield new URLSearchParams();
  yield new URLSearchParams(names.map((name) => [name, "constructor"]));
  yield new URLSearchParams(names.map((name) => [name, "\u0000\ud800".repeat(200)]));
  const files = new FormData();
  for (const name of [...names, "words", "file"]) files.set(name, new File(["a,b"], "a.csv"));
  yield files;
  yield new URLSearchParams({ whom: "everybody" });
  yield "no form";
  yield new URLSearchParams({ words: "あ".repeat(300_000) });
}

async function desk() {
  const { visit: see, Cookie } = await withHanako();
  await rows(
    `INSERT INTO imports (id, digest, mode, lines, begun_at, ready_at) VALUES ('${"i".repeat(22)}', '${"d".repeat(64)}', 'ask', 1, 1, 1)`,
  );
  return { visit: see, Cookie, id: "i".repeat(22) };
}
