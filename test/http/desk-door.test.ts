/** The door of the author's desk: a mailed link that opens once, a session that ends, and nothing for anybody else. */

import { expect, test } from "vitest";
import { DESK_LINKS, DESK_SESSION_LIFE, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { enterDesk, linkToDesk, sessionOf } from "../support/desk.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { visitWith } from "../support/settings.ts";
import { allRows, everythingSent, post, visit } from "../support/visitor.ts";

const AUTHOR = "author@example.com";
const inside = (cookie: string) => visit("/admin", { headers: { Cookie: cookie } });

test("whoever is not in sees the door at every address of the desk, and changes nothing", async () => {
  const before = await allRows();
  for (const [method, path] of [
    ["GET", "/admin"],
    ["GET", "/admin/no-such-place"],
    ["POST", "/admin/leave-everywhere"],
  ] as const) {
    const answer = await visit(path, { method, ...(method === "POST" ? { body: new URLSearchParams() } : {}) });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("作業台に入る");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  }
  expect(await allRows()).toEqual(before);
});

test("the link's page only shows a button; the button opens the desk, once", async () => {
  const link = await linkToDesk();
  const before = await allRows();
  const shown = await visit(link);
  expect(await shown.text()).toContain('action="/admin/enter"');
  expect(shown.headers.get("Set-Cookie")).toBeNull();
  expect(await allRows()).toEqual(before);

  const entered = await enterDesk(link);
  expect(entered.status).toBe(303);
  expect(entered.headers.get("Set-Cookie")).toMatch(
    /^__Host-desk=[\w-]{22}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await inside(sessionOf(entered))).status).toBe(200);
  const again = await enterDesk(link);
  expect(again.status).toBe(410);
  expect(await again.text()).toContain("一度だけ");
});

test("what the table keeps of a session opens nothing", async () => {
  const cookie = sessionOf(await enterDesk(await linkToDesk()));
  const [row] = await rows<{ session_hash: string }>("SELECT session_hash FROM desk_sessions");
  expect(cookie).not.toContain(row?.session_hash);
  expect((await inside(`__Host-desk=${row?.session_hash}`)).status).toBe(401);
});

test("a link is good for 15 minutes, a session for 7 days", async () => {
  const link = await linkToDesk();
  current.now += 15 * MINUTE - 1000;
  const cookie = sessionOf(await enterDesk(link));
  current.now += DESK_SESSION_LIFE - 1000;
  expect((await inside(cookie)).status).toBe(200);
  current.now += 1000;
  expect((await inside(cookie)).status).toBe(401);

  const other = await linkToDesk();
  current.now += 15 * MINUTE + 1000;
  expect((await enterDesk(other)).status).toBe(410);
});

test("a used link stays used when its session has ended", async () => {
  const link = await linkToDesk();
  const cookie = sessionOf(await enterDesk(link));
  await post("/admin/leave", {}, { Cookie: cookie });
  expect((await enterDesk(link)).status).toBe(410);
});

test("leaving ends this session; leaving everywhere ends them all", async () => {
  const open = async () => sessionOf(await enterDesk(await linkToDesk()));
  const [first, second, third] = [await open(), await open(), await open()];

  const left = await post("/admin/leave", {}, { Cookie: first });
  expect(left.headers.get("Set-Cookie")).toMatch(/^__Host-desk=; Max-Age=0/);
  expect((await inside(first)).status).toBe(401);
  expect((await inside(second)).status).toBe(200);

  await post("/admin/leave-everywhere", {}, { Cookie: second });
  expect((await inside(second)).status).toBe(401);
  expect((await inside(third)).status).toBe(401);
});

test("every address gets the same answer, and only the author's gets a mail", async () => {
  const texts: string[] = [];
  for (const email of ["stranger@example.com", " ＡＵＴＨＯＲ@example.com "]) {
    const answer = await post("/admin/sign-in", { email });
    expect(answer.status).toBe(200);
    texts.push(await answer.text());
  }
  expect(texts[0]).toBe(texts[1]);
  await everythingSent();
  expect((await arrivedMails()).flatMap(({ to }) => to)).toEqual([AUTHOR]);

  const wrong = await post("/admin/sign-in", { email: "author@" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="author@"');
});

test(`no more than ${DESK_LINKS} links go out in an hour, and the last of them still opens`, async () => {
  for (let time = 0; time < DESK_LINKS + 3; time++) await post("/admin/sign-in", { email: AUTHOR });
  await everythingSent();
  const mails = await arrivedMails(AUTHOR);
  expect(mails).toHaveLength(DESK_LINKS);
  expect((await enterDesk(mails.at(-1)?.text.match(/http\S+\/admin\/enter\?t=\S+/)?.[0] ?? "")).status).toBe(303);
});

test("while all sending is paused she is let in to look", async () => {
  await rows("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'a test'");
  expect((await enterDesk(await linkToDesk())).status).toBe(303);
});

test("no other link opens the desk, and the desk's opens nothing else", async () => {
  const link = await linkToDesk();
  const token = new URL(link).searchParams.get("t") ?? "";
  expect((await post("/confirm", { t: token })).status).toBe(400);
  expect((await enterDesk("http://localhost:8787/admin/enter?t=abc.def.ghi")).status).toBe(400);
});

test("a form from elsewhere is refused before it is read", async () => {
  const answer = await post("/admin/sign-in", { email: AUTHOR }, { "Sec-Fetch-Site": "cross-site" });
  expect(answer.status).toBe(403);
  expect(await rows("SELECT * FROM notices")).toEqual([]);
});

const ACCESS = { issuer: "https://team.example", audience: "app" };
const withAccess = (token?: string, path = "/admin", init: RequestInit = {}) => {
  const access = { ...ACCESS, keysUrl: `${current.room}/cdn-cgi/access/certs` };
  return visitWith({ access }, path, { ...init, headers: token ? { "Cf-Access-Jwt-Assertion": token } : {} });
};

async function accessToken(claims: Record<string, unknown>): Promise<string> {
  const now = Math.floor(current.now / 1000);
  const usual = { iss: ACCESS.issuer, aud: [ACCESS.audience], email: AUTHOR, iat: now, exp: now + 600 };
  const body = JSON.stringify({ ...usual, ...claims });
  return (await fetch(`${current.room}/_local/access-tokens`, { method: "POST", body })).text();
}

test("where Access is the door, its token lets in, and nothing else does", async () => {
  expect((await withAccess(await accessToken({}))).status).toBe(200);
  const shut = [
    undefined,
    "no token",
    await accessToken({ aud: ["other"] }),
    await accessToken({ iss: "https://other.example" }),
    await accessToken({ exp: Math.floor(current.now / 1000) - 1 }),
    await accessToken({ exp: undefined }),
    `${(await accessToken({})).split(".").slice(0, 2).join(".")}.`,
    `${btoa(JSON.stringify({ alg: "none" }))}.${(await accessToken({})).split(".")[1]}.`,
  ];
  for (const token of shut) expect((await withAccess(token)).status).toBe(403);
});

test("where Access is the door, no mail is sent and no link opens", async () => {
  const link = await linkToDesk();
  const before = await allRows();
  const token = await accessToken({});
  await withAccess(token, "/admin/sign-in", { method: "POST", body: new URLSearchParams({ email: AUTHOR }) });
  const form = new URLSearchParams({ t: new URL(link).searchParams.get("t") ?? "" });
  const entered = await withAccess(token, "/admin/enter", { method: "POST", body: form });
  expect(entered.headers.get("Set-Cookie")).toBeNull();
  expect(await allRows()).toEqual(before);
});

test("Access whose keys cannot be had lets nobody in", async () => {
  const access = { ...ACCESS, keysUrl: "http://127.0.0.1:9/cdn-cgi/access/certs" };
  const answer = await visitWith({ access }, "/admin", {
    headers: { "Cf-Access-Jwt-Assertion": await accessToken({}) },
  });
  expect(answer.status).toBe(403);
});
