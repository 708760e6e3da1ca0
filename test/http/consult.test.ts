/** The consultation's form by HTTP: with the link of a mail or without, whole or to be mended, once or twice. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { enrol, everythingSent, post, signUp, visit } from "../support/visitor.ts";

const GOOD = { name: "花子", email: "hanako@example.com", day1: "2026-11-10", part1: "night" };

test("without a link she is asked for her address, and both are told that it came", async () => {
  const form = await openForm("/consult");
  expect(form.html).toContain('id="email"');
  expect(form.html).not.toContain('name="t"');

  const answer = await post("/consult", { ...form.hidden, ...GOOD });

  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("お申し込みをお送りしました");
  await everythingSent();
  expect((await arrivedMails("hanako@example.com")).map(({ subject }) => subject)).toEqual([
    "個別相談のお申し込みを受けとりました",
  ]);
  expect((await arrivedMails("author@example.com"))[0]?.text).toContain("第一希望：11月10日（火）夜21時から");
});

test("with the link of her lesson her name stands there, her address nowhere, and she is known", async () => {
  await enrol("hanako@example.com", "花子");
  const form = await openForm(`/consult?t=${await tokenOf("hanako@example.com")}`);
  expect(form.html).toMatch(/<input[^>]*value="花子"[^>]*id="name"/);
  expect(form.html).not.toMatch(/hanako@example|id="email"/);

  const { email: _, ...typed } = GOOD;
  expect((await post("/consult", { ...form.hidden, ...typed })).status).toBe(200);
  expect(await stored()).toMatchObject([{ email: "hanako@example.com", name: "花子", known: 1 }]);
});

test("a link that is old, cut off or of somebody forgotten leads to the form for everybody, which says so", async () => {
  await enrol("hanako@example.com");
  const token = await tokenOf("hanako@example.com");
  await rows("DELETE FROM subscribers");
  for (const query of [token, "cut.off", `${token}x`]) {
    const { html } = await openForm(`/consult?t=${query}`);
    expect(html).toContain("期限を過ぎているか、途中で切れている");
    expect(html).toContain('id="email"');
    expect(html).not.toContain('name="t"');
  }
});

test("a link that ended while she wrote loses nothing: her words stand there, and her address is asked for", async () => {
  await enrol("hanako@example.com");
  const form = await openForm(`/consult?t=${await tokenOf("hanako@example.com")}`);
  current.now += 2 * DAY;
  const answer = await post("/consult", {
    ...form.hidden,
    name: "花子",
    day1: "2026-11-12",
    part1: "noon",
    topic: "続き",
  });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain("お返事をお送りするメールアドレスを入れてください");
  expect(html).toMatch(/<textarea[^>]*id="topic"[^>]*>続き<\/textarea>/);
});

test("what is missing gets its sentence next to it, and everything she typed is kept", async () => {
  const form = await openForm("/consult");
  const typed = {
    ...form.hidden,
    name: "",
    email: "hanako@",
    by: "phone",
    phone: "090",
    hours: "昼休み",
    day2: "2026-11-11",
    part3: "noon",
    note: "30分なら",
    topic: "<b>迷っています</b>",
    worksheet: "■ 私の一行\n先に揃える",
  };
  const answer = await post("/consult", typed);
  const html = await answer.text();

  expect(answer.status).toBe(422);
  for (const [field, sentence] of [
    ["name", "お名前を入れてください"],
    ["email", "メールアドレスの形"],
    ["phone", "電話番号の形"],
    ["day1", "ひとつ選んでください"],
    ["day2", "時間帯も選んでください"],
    ["day3", "日も選んでください"],
  ]) {
    expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>[^<]*${sentence}`));
    expect(html).toMatch(
      new RegExp(
        `<(input|select)[^>]*id="${field}"[^>]*aria-invalid="true"|<(input|select)[^>]*aria-invalid="true"[^>]*id="${field}"`,
      ),
    );
    expect(html).toContain(`href="#${field}"`);
  }
  for (const kept of [
    'value="hanako@"',
    'value="090"',
    'value="昼休み"',
    'value="30分なら"',
    'value="2026-11-11" selected',
    'value="noon" selected',
    "&lt;b&gt;迷っています&lt;/b&gt;",
    "■ 私の一行\n先に揃える",
  ]) {
    expect(html).toContain(kept);
  }
  expect(html).toMatch(/id="by-phone"[^>]*checked|checked[^>]*id="by-phone"/);
  expect(await stored()).toEqual([]);
});

test.each([
  ["a day that is over", { day1: "2026-11-01" }, "もう過ぎてしまいました"],
  ["a part of no day", { part1: "midnight" }, "時間帯も選んでください"],
  ["a long topic", { topic: "長".repeat(1001) }, "1000文字まで"],
  ["a worksheet nobody wrote", { worksheet: "長".repeat(7501) }, "7500文字まで"],
  ["a link for a name", { name: "https://evil.example" }, "URLやメールアドレス"],
])("%s gets its sentence", async (_, wrong, sentence) => {
  const answer = await post("/consult", { ...(await openForm("/consult")).hidden, ...GOOD, ...wrong });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain(sentence);
  expect(await stored()).toEqual([]);
});

test("all the words that fit are taken, also as a form of many bytes", async () => {
  const form = await openForm("/consult");
  const words = {
    topic: "長".repeat(1000),
    worksheet: "書".repeat(7500),
    by: "phone",
    phone: "０９０ー１２３４ー５６７８",
  };
  expect((await post("/consult", { ...form.hidden, ...GOOD, ...words })).status).toBe(200);
  expect(await stored()).toMatchObject([
    { topic: words.topic, worksheet: words.worksheet, reach: "電話をご希望：090-1234-5678" },
  ]);
});

test("what is no form, or far too large, gets a sentence and a form, not an exception", async () => {
  const tooLarge = await visit("/consult", {
    method: "POST",
    body: new URLSearchParams({ topic: "x".repeat(140_000) }),
  });
  expect(tooLarge.status).toBe(413);
  const plain = await visit("/consult", { method: "POST", body: "hello" });
  expect(plain.status).toBe(415);
  expect(await plain.text()).toContain('action="/consult"');
  const lists = await visit("/consult", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: ["x"], t: {}, day1: null }),
  });
  expect(lists.status).toBe(422);
});

test("sent twice it is one request and the same answer; with other words it is another", async () => {
  const form = await openForm("/consult");
  const both = await Promise.all([1, 2].map(() => post("/consult", { ...form.hidden, ...GOOD })));
  expect(new Set(await Promise.all(both.map((answer) => answer.text()))).size).toBe(1);
  expect(await stored()).toHaveLength(1);
  expect((await post("/consult", { ...GOOD, topic: "別の話" })).status).toBe(200);
  expect(await stored()).toHaveLength(2);
});

test("nobody learns from the answer whether a request was one too many, or whose address is known", async () => {
  await enrol("hanako@example.com");
  await signUp("yuki@example.com");
  const answers = [];
  for (const email of ["hanako@example.com", "yuki@example.com", "rin@example.com"]) {
    for (let time = 0; time < 5; time++) answers.push(await post("/consult", { ...GOOD, email, topic: `${time}` }));
  }
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  expect(await stored()).toHaveLength(9);
  await everythingSent();
});

test("a request of somebody who only signed up outlives her forgotten sign-up", async () => {
  await signUp("yuki@example.com");
  await post("/consult", { ...GOOD, email: "yuki@example.com" });
  await everythingSent();
  current.now += 15 * DAY;
  await engine().tickAndSend();
  expect(await rows("SELECT id FROM subscribers")).toEqual([]);
  expect(await stored()).toHaveLength(1);
});

async function openForm(path: string): Promise<{ html: string; hidden: Record<string, string> }> {
  const html = await (await visit(path)).text();
  const fields = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return { html, hidden: Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value])) };
}

/** As a lesson's link has it, of today. */
async function tokenOf(email: string): Promise<string> {
  const [reader] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers WHERE email = ?1", email);
  const { secrets } = engine().deps.config;
  return signToken(secrets, "consult", reader?.address_hash ?? "", current.now + DAY);
}

function stored() {
  return rows("SELECT *, subscriber_id IS NOT NULL AS known FROM consultations ORDER BY created_at, email");
}
