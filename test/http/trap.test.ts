/** The field that only programs fill in: they are answered like everybody, and nothing comes of it. */

import { expect, test, vi } from "vitest";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, everythingSent, post, signUp, visit } from "../support/visitor.ts";

const CAUGHT = { email: "hanako@example.com", consent: "yes", hitokoto: "Great site!" };

test("whoever fills it in sees the page that everybody sees; nothing is stored and nothing sent", async () => {
  const before = await allRows();
  const said = vi.spyOn(console, "log");
  const caught = await post("/signup", CAUGHT);
  expect(await allRows()).toEqual(before);
  expect(said.mock.calls.flat()).toContain('{"event":"trapped"}');

  const taken = await signUp("hanako@example.com");
  expect([caught.status, [...caught.headers.keys()]]).toEqual([taken.status, [...taken.headers.keys()]]);
  expect(caught.headers.get("Set-Cookie")?.length).toBe(taken.headers.get("Set-Cookie")?.length);
  expect(await caught.text()).toBe(await taken.text());
});

test("in JSON too", async () => {
  const headers = { Accept: "application/json" };
  const [caught, taken] = [
    await post("/signup", CAUGHT, headers),
    await post("/signup", { ...CAUGHT, hitokoto: "" }, headers),
  ];
  expect(await caught.json()).toEqual(await taken.json());
});

test("what a caught browser is given to remember does not let it ask for a second mail", async () => {
  await signUp("hanako@example.com");
  const cookie = (await post("/signup", CAUGHT)).headers.get("Set-Cookie")?.split(";")[0] ?? "";
  await post("/signup/again", { email: "hanako@example.com" }, { Cookie: cookie });
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(1);
});

test("everybody else leaves it empty: both forms of the page and the one to paste have it, out of reach", async () => {
  const html = await (await visit("/")).text();
  const fields = [...html.matchAll(/<div class="trap" aria-hidden="true">.*?<\/div>/gs)].map(([field]) => field);
  expect(fields).toHaveLength(2);
  for (const field of fields) expect(field).toMatch(/name="hitokoto" type="text" tabindex="-1" autocomplete="off"/);
  expect(html).toMatch(/\.trap\{position:absolute;left:-99rem/);
  expect(await (await visit("/embed")).text()).toMatch(/&lt;p hidden&gt;.*name=&quot;hitokoto&quot;/);
  await signUp("hanako@example.com");
  expect(await rows("SELECT signed_up_at FROM subscribers")).toEqual([{ signed_up_at: current.now }]);
});
