/** No form of a stranger's page, of an odd kind or of any size gets to where something is done: not on any route there is. */

import { expect, test } from "vitest";
import { app } from "../../src/http/app.tsx";
import { courseToken, ownerToken } from "../support/acts.ts";
import { engine } from "../support/engine.ts";
import { allRows, enrol, visit } from "../support/visitor.ts";

/** Each takes its news from anywhere, by design. */
const FROM_ANYWHERE = ["/unsubscribe", "/webhooks/resend"];

/** The sign-up form says it itself, with what she had typed (test/http/embed.test.ts). */
const OURS = [...new Set(app.routes.filter(({ method }) => method === "POST").map(({ path }) => path))].filter(
  (path) => !["/signup", ...FROM_ANYWHERE].includes(path),
);

const HERE = { Origin: "http://localhost:8787", "Sec-Fetch-Site": "same-origin" };

const REFUSED: [string, Record<string, string>, number][] = [
  ["a stranger's page", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }, 403],
  ["a stranger's page in an older browser", { Origin: "https://evil.example" }, 403],
  ["a page that hides where it is", { Origin: "null" }, 403],
  ["a page that hides, of another site", { Origin: "null", "Sec-Fetch-Site": "cross-site" }, 403],
  ["a neighbour's page that borrows our name", { Origin: HERE.Origin, "Sec-Fetch-Site": "same-site" }, 403],
];

async function goodTokens(): Promise<Record<string, string>> {
  await enrol("hanako@example.com");
  const { deps } = engine();
  const owner = await ownerToken(deps, "hanako@example.com");
  return { t: await courseToken(deps, "hanako@example.com"), owner };
}

test("every route that takes a form is asked", () => {
  expect(OURS).toEqual(
    expect.arrayContaining(["/confirm", "/consult", "/course/erase", "/course/next", "/signup/again"]),
  );
  expect(OURS.length).toBeGreaterThanOrEqual(14);
});

test.each(REFUSED)("%s changes nothing anywhere, and is told so kindly", async (_, headers, status) => {
  const { t = "", owner = "" } = await goodTokens();
  const before = await allRows();
  for (const path of OURS) {
    const token = /own|export|address|erase/.test(path) ? owner : t;
    const body = new URLSearchParams({
      t: token,
      lesson: "two-faces",
      email: "x@example.com",
      hour: "6:30",
    }).toString();
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await visit(path, { method: "POST", body, headers: { ...type, ...headers } });
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.text()).toMatch(/はじめのページへ/);
    const json = await visit(path, {
      method: "POST",
      body,
      headers: { ...type, ...headers, Accept: "application/json" },
    });
    expect(await json.json()).toMatchObject({ ok: false });
  }
  expect(await allRows()).toEqual(before);
});

/** These answer with the form and what she had typed (test/http/consult.test.ts, test/http/after-sign-up.test.ts). */
const WITHOUT_A_FORM_TO_SHOW = OURS.filter((path) => !/^\/(consult|signup)/.test(path));

test.each(["text/plain", "", "application/xml"])("what is sent as %j is no form", async (type) => {
  const { t = "" } = await goodTokens();
  const before = await allRows();
  for (const path of WITHOUT_A_FORM_TO_SHOW) {
    const answer = await visit(`${path}?t=${t}`, {
      method: "POST",
      body: "x",
      headers: { ...HERE, "Content-Type": type },
    });
    expect([path, answer.status]).toEqual([path, 415]);
  }
  expect(await allRows()).toEqual(before);
});

test("what is larger than the largest form is not read", async () => {
  const body = `t=${"x".repeat(200_000)}`;
  for (const path of OURS) {
    const headers = { ...HERE, "Content-Type": "application/x-www-form-urlencoded" };
    expect([path, (await visit(path, { method: "POST", body, headers })).status]).toEqual([
      path,
      /^\/signup/.test(path) ? expect.any(Number) : 413,
    ]);
  }
});

test.each([
  ["our own page", HERE],
  ["our own page in an older browser", { Origin: HERE.Origin }],
  ["our own page that hides", { Origin: "null", "Sec-Fetch-Site": "same-origin" }],
  ["a page opened by hand", { Origin: HERE.Origin, "Sec-Fetch-Site": "none" }],
  ["a program", {}],
])("the form of %s is taken", async (_, headers) => {
  const { t = "" } = await goodTokens();
  const body = new URLSearchParams({ t, pace: "7" });
  const answer = await visit("/course/pace", { method: "POST", body, headers });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/course?t=${t}&done=pace`]);
});

test.each(FROM_ANYWHERE)("%s is open to machines: a stranger's origin is no reason to refuse", async (path) => {
  const headers = { Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site" };
  expect((await visit(path, { method: "POST", body: new URLSearchParams({ x: "1" }), headers })).status).not.toBe(403);
});
