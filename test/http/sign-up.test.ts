/** Signing up, by form and by JSON: who is accepted, and what happens then. */

import { expect, test } from "vitest";
import { DAY, SECOND } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { everythingSent, post, signUp, visit } from "../support/visitor.ts";

test("the form is answered with a page that names the address, and a confirm mail is on its way", async () => {
  const answer = await signUp("hanako@example.com", { name: "花子" });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("hanako@example.com");

  await everythingSent();
  expect(await arrivedMails()).toMatchObject([
    { to: ["hanako@example.com"], subject: "メールアドレスの確認をお願いします" },
  ]);
  expect(await rows("SELECT email, name, confirmed_at, unsubscribed_at FROM subscribers")).toEqual([
    { email: "hanako@example.com", name: "花子", confirmed_at: null, unsubscribed_at: null },
  ]);
  expect(await rows("SELECT 1 FROM enrollments")).toEqual([]);
});

test("what she agreed to is recorded word for word as the page shows it, unconfirmed", async () => {
  await signUp("hanako@example.com");
  const [consent] = await rows("SELECT * FROM consents");
  expect(consent).toMatchObject({ given_at: current.now, confirmed_at: null });
  expect(await (await visit("/")).text()).toContain(consent?.wording);
});

test.each([
  ["https://ayumi.example/", "https://ayumi.example/"],
  ["https://blog.example/post?reader=hanako#end", "https://blog.example/post"],
  ["", "not told"],
  ["nonsense", "not told"],
])("a consent ticked on %j is recorded with the page, without its query", async (referer, page) => {
  await post("/signup", { email: "hanako@example.com", consent: "yes" }, referer ? { Referer: referer } : {});
  expect(await rows("SELECT page FROM consents")).toEqual([{ page }]);
});

test("of a page with an endless address the beginning is recorded", async () => {
  const Referer = `https://blog.example/${"a".repeat(10_000)}`;
  await post("/signup", { email: "hanako@example.com", consent: "yes" }, { Referer });
  expect(await rows("SELECT page FROM consents")).toEqual([{ page: Referer.slice(0, 500) }]);
});

test("a form elsewhere sends JSON and gets JSON", async () => {
  const body = JSON.stringify({ email: "hanako@example.com", name: "花子", consent: true });
  const answer = await visit("/signup", { method: "POST", body, headers: json() });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ ok: true, message: expect.stringContaining("メール") });
  expect(await rows("SELECT email, name FROM subscribers")).toEqual([{ email: "hanako@example.com", name: "花子" }]);
});

test("a multipart form is a form", async () => {
  const body = new FormData();
  body.set("email", "hanako@example.com");
  body.set("consent", "yes");
  expect((await visit("/signup", { method: "POST", body })).status).toBe(200);
  expect(await rows("SELECT email, name FROM subscribers")).toEqual([{ email: "hanako@example.com", name: "" }]);
});

test.each(["its length", "no length"])(
  "a form that tells %s is read whole, in however many pieces it comes",
  async (told) => {
    const form = new TextEncoder().encode(
      new URLSearchParams({ email: "hanako@example.com", name: "花子", consent: "yes" }).toString(),
    );
    const pieces = [form.slice(0, 9), form.slice(9, 30), form.slice(30)];
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    const headers = { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" };
    const length = told === "its length" ? { "Content-Length": String(form.length) } : {};
    expect((await visit("/signup", { method: "POST", body, headers: { ...headers, ...length } })).status).toBe(200);
    expect(await rows("SELECT email, name FROM subscribers")).toEqual([{ email: "hanako@example.com", name: "花子" }]);
  },
);

test("a full-width address is narrowed, and its mail arrives", async () => {
  expect((await signUp("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ")).status).toBe(200);
  await everythingSent();
  expect(await arrivedMails()).toMatchObject([{ to: ["taro@example.com"] }]);
});

test("an old docomo address with two dots is accepted", async () => {
  expect((await signUp("a..b@docomo.ne.jp")).status).toBe(200);
  expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: "a..b@docomo.ne.jp" }]);
});

test.each(["Hanako@Example.com", "ｈａｎａｋｏ@example.com", " hanako@EXAMPLE.com "])(
  "%j is the person who signed up as hanako@example.com",
  async (typed) => {
    await signUp("hanako@example.com");
    await signUp(typed);
    expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: "hanako@example.com" }]);
  },
);

test.each([
  ["a line break", "山田\r\n花子"],
  ["a null character", "山田\u0000花子"],
  ["a mark that turns the direction", "山田\u202e花子"],
])("%s in a name becomes a space", async (_, name) => {
  expect((await signUp("hanako@example.com", { name })).status).toBe(200);
  expect(await rows("SELECT name FROM subscribers")).toEqual([{ name: "山田 花子" }]);
});

test("within 24 hours another browser is sent no second mail, and after them one", async () => {
  await signUp("hanako@example.com");
  current.now += DAY - SECOND;
  await signUp("hanako@example.com");
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(1);

  current.now += SECOND;
  await signUp("hanako@example.com");
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(2);
});

test("the browser that signed up is sent a second mail, and never a third", async () => {
  const cookie = cookieOf(await signUp("hanako@example.com"));
  for (let time = 0; time < 3; time++) await signUp("hanako@example.com", { cookie });
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(2);
});

test("the cookie of another address, an old cookie, or a forged one opens nothing", async () => {
  const others = cookieOf(await signUp("yuki@example.com"));
  const hers = cookieOf(await signUp("hanako@example.com"));
  await signUp("hanako@example.com", { cookie: others });
  await signUp("hanako@example.com", { cookie: hers.replace(/.$/, (last) => (last === "A" ? "B" : "A")) });
  current.now += DAY - SECOND;
  await signUp("rin@example.com", { cookie: hers });
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(1);
});

test("the cookie is for this host alone, out of reach of scripts, and gone after a day", async () => {
  const cookie = (await signUp("hanako@example.com")).headers.get("Set-Cookie") ?? "";
  expect(cookie).toMatch(/^__Host-signup=/);
  expect(cookie.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Max-Age=86400", "Path=/", "SameSite=Lax", "Secure"]);
  expect(decodeURIComponent(cookie)).not.toContain("hanako");
});

test("what a stranger types into the name never reaches the confirm mail", async () => {
  await signUp("hanako@example.com", { name: "当選おめでとう" });
  await everythingSent();
  const [mail] = await arrivedMails("hanako@example.com");
  expect(mail?.subject).toContain("確認");
  expect(JSON.stringify(mail)).not.toContain("当選");
});

test("GET /signup leads back to the page", async () => {
  const answer = await visit("/signup");
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/"]);
});

function json() {
  return { Accept: "application/json", "Content-Type": "application/json" };
}

function cookieOf(answer: Response): string {
  return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}
