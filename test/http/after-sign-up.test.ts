/** After the form: help for her own mailbox, the mail sent once more at most, another address, and nothing told about anybody. */

import { expect, test } from "vitest";
import { DAY, HOUR, SECOND } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, confirmLinkTo, enrol, everythingSent, post, signUp, tell, visit } from "../support/visitor.ts";

const HER = "hanako@example.com";

/** Cookies as her browser keeps them. */
function jar(...answers: Response[]): string {
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
  return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

function again(email: string, Cookie = ""): Promise<Response> {
  return post("/signup/again", { email, name: "" }, Cookie ? { Cookie } : {});
}

async function mailsTo(email: string): Promise<number> {
  await everythingSent();
  return (await arrivedMails(email)).length;
}

test.each([
  ["docomo.ne.jp", "ドコモメールで届かないときは"],
  ["ezweb.ne.jp", "au メール（au.com、ezweb.ne.jp）で届かないときは"],
  ["i.softbank.jp", "ソフトバンクのメールで届かないときは"],
  ["ymobile.ne.jp", "ワイモバイルのメールで届かないときは"],
  ["gmail.com", "Gmailで届かないときは"],
  ["icloud.com", "iCloud メールで届かないときは"],
  ["outlook.jp", "Outlook・Hotmailで届かないときは"],
  ["yahoo.co.jp", "Yahoo!メールで届かないときは"],
  ["example.jp", "届かないときは"],
])("to an address at %s the page says first: %s", async (domain, heading) => {
  const html = await (await signUp(`hanako@${domain}`)).text();
  const help = html.match(/<section class="aside mailboxes">.*?<\/section>/s)?.[0] ?? "";
  const [first = "", ...others] = help.split("<details>");
  expect(first).toContain(`<h2>${heading}</h2>`);
  expect(first).toContain('<strong class="address">example.com</strong>');
  expect(others).toHaveLength(domain === "example.jp" ? 8 : 7);
  for (const other of others) expect(other).toMatch(/<a href="https:\/\/[a-z.]+\//);
});

test("the browser that signed up is sent the mail once more, and never a third", async () => {
  const cookie = jar(await signUp(HER));
  const first = await again(HER, cookie);
  expect(first.status).toBe(200);
  expect(await mailsTo(HER)).toBe(2);
  const second = await again(HER, `${cookie}; ${jar(first)}`);
  expect(second.status).toBe(429);
  expect(second.headers.get("Retry-After")).toBe(String(DAY / SECOND));
  expect(await second.text()).toContain("24時間に2通まで");
  // Nor does she who throws the second cookie away.
  for (let time = 0; time < 3; time++) expect((await again(HER, cookie)).status).toBe(200);
  expect(await mailsTo(HER)).toBe(2);
});

test("asking for it again adds no consent, and its link confirms the one she gave", async () => {
  const cookie = jar(await signUp(HER));
  current.now += HOUR;
  await again(HER, cookie);
  const link = await confirmLinkTo(HER);
  await post(link, {});
  expect(await rows("SELECT given_at, confirmed_at FROM consents")).toEqual([
    { given_at: current.now - HOUR, confirmed_at: current.now },
  ]);
});

test("nobody else can have it sent: without the cookie, with another's, with an old or forged one", async () => {
  const others = jar(await signUp("yuki@example.com"));
  const hers = jar(await signUp(HER));
  const before = await allRows();
  for (const cookie of ["", others, hers.replace(/.$/, (last) => (last === "A" ? "B" : "A"))]) {
    const answer = await again(HER, cookie);
    expect([answer.status, answer.headers.get("Set-Cookie")]).toEqual([200, null]);
  }
  current.now += DAY;
  await again(HER, hers);
  expect(await allRows()).toEqual(before);
});

test("the answer is the same for every state of an address, at the first time and at the second", async () => {
  const states = ["unknown", "unconfirmed", "confirmed", "complained"];
  await signUp("unconfirmed@example.com");
  for (const state of ["confirmed", "complained"]) await enrol(`${state}@example.com`);
  const [mail] = (await arrivedMails("complained@example.com")).slice(-1);
  if (mail) await tell(mail, "email.complained");

  const answers = [];
  for (const state of states) {
    const email = `${state}@example.com`;
    const cookie = jar(await signUp(email));
    const first = await again(email, cookie);
    const second = await again(email, `${cookie}; ${jar(first)}`);
    answers.push([await facts(first, state), await facts(second, state)]);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("what is no address leads back to the form", async () => {
  for (const email of ["", "hanako", "<b>"]) {
    const answer = await again(email);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/"]);
  }
  const answer = await visit("/signup/again", { method: "POST", body: "x", headers: { "Content-Type": "text/plain" } });
  expect(answer.status).toBe(303);
});

test("a program that asks too often is told so in JSON", async () => {
  const cookie = jar(await signUp(HER));
  const first = await again(HER, cookie);
  const headers = { Cookie: `${cookie}; ${jar(first)}`, Accept: "application/json" };
  const second = await post("/signup/again", { email: HER }, headers);
  expect(second.status).toBe(429);
  expect(await second.json()).toEqual({ ok: false, errors: { form: expect.stringContaining("24時間に2通まで") } });
});

test("another address: back at the form her name is kept, and the address and the tick are not", async () => {
  const received = await (await signUp(HER, { name: "花子" })).text();
  const form = received.match(/<form [^>]*action="\/signup\/other#signup".*?<\/form>/s)?.[0] ?? "";
  expect(form).toContain('<input type="hidden" name="name" value="花子"/>');
  const answer = await post("/signup/other", { name: "花子" });
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html.match(/name="name"[^>]* value="花子"/g)).toHaveLength(2);
  expect(html).not.toContain(HER);
  expect(html).not.toMatch(/name="consent"[^>]*checked/);
  expect(html).not.toContain('role="alert"');
});

test.each(["/signup/again", "/signup/other"])("GET %s leads back to the page", async (path) => {
  const answer = await visit(path);
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/"]);
});

/** All of an answer that somebody outside can see, but for her own address. */
async function facts(answer: Response, state: string) {
  const body = (await answer.text()).replaceAll(`${state}@`, "x@");
  return { status: answer.status, body, names: [...answer.headers.keys()].sort() };
}
