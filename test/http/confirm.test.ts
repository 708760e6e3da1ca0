/** Proving an address: looking changes nothing, the button enrols once, and old or foreign links do nothing. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../src/deps.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, confirmLinkTo, enrol, everythingSent, post, signUp, tell, visit } from "../support/visitor.ts";

test("opening the link shows a button and changes nothing, however often and by whom", async () => {
  const link = await signedUp();
  const before = await allRows();
  for (const method of ["GET", "HEAD", "GET"]) expect((await visit(link, { method })).status).toBe(200);
  expect(await (await visit(link)).text()).toMatch(/<form method="post" action="\/confirm">.*<button type="submit">/s);
  expect(await allRows()).toEqual(before);
});

test("the button of the page enrols her, the guide arrives, and the page says when the next mail comes", async () => {
  const page = await (await visit(await signedUp())).text();
  const answer = await post("/confirm", { t: page.match(/name="t" value="([^"]+)"/)?.[1] ?? "" });
  const welcome = await answer.text();

  expect(answer.status).toBe(200);
  expect(welcome).toContain("11月3日（火）21:30");
  expect(await lessons()).toEqual(["intro-guide"]);
  expect((await visit(welcome.match(/href="([^"]*\/guide)"/)?.[1] ?? "")).status).toBe(200);
  expect(await rows("SELECT last_lesson, next_lesson, next_due_at FROM enrollments")).toEqual([
    { last_lesson: "intro-guide", next_lesson: "two-faces", next_due_at: Date.parse("2026-11-03T21:30:00+09:00") },
  ]);
  expect(await rows("SELECT confirmed_at FROM subscribers")).toEqual([{ confirmed_at: current.now }]);
  expect(await rows("SELECT confirmed_at FROM consents")).toEqual([{ confirmed_at: current.now }]);
});

test("her own name stands in the guide, as text", async () => {
  await enrol("hanako@example.com", `花子 & "Co`);
  const guide = (await arrivedMails()).find(({ tags }) => tags.lesson === "intro-guide");
  expect(guide?.text).toContain(`花子 & "Coさん、`);
  expect(guide?.html).toContain("花子 &#38; &#34;Coさん、");
});

test("a double click is one enrollment and one guide", async () => {
  const link = await signedUp();
  const answers = [await post(link, {}), await post(link, {})];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await lessons()).toEqual(["intro-guide"]);
  expect(await rows("SELECT 1 FROM enrollments")).toHaveLength(1);
});

test("eight tabs at once are one enrollment and one guide", async () => {
  const link = await signedUp();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(link, {})));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(await lessons()).toEqual(["intro-guide"]);
  expect(await rows("SELECT 1 FROM enrollments")).toHaveLength(1);
});

test("the same click days later changes nothing and says that all is well", async () => {
  const { confirmLink } = await enrol("hanako@example.com");
  current.now += DAY + 10 * HOUR;
  await engine().tickAndSend();
  const before = await allRows();
  const answer = await post(confirmLink, {});
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("登録は、もうお済みです")]);
  expect(await allRows()).toEqual(before);
});

test("both links of two sign-ups lead to one enrollment and one guide", async () => {
  const first = await signedUp();
  current.now += DAY;
  const second = await signedUp();
  expect(second).not.toBe(first);
  for (const link of [second, first]) expect((await post(link, {})).status).toBe(200);
  expect(await lessons()).toEqual(["intro-guide"]);
});

test("the link works for seven days and not a moment longer", async () => {
  const link = await signedUp();
  const before = await allRows();
  current.now += 7 * DAY;
  expect([(await visit(link)).status, (await post(link, {})).status]).toEqual([410, 410]);
  expect(await allRows()).toEqual(before);
  current.now -= 1;
  expect([(await visit(link)).status, (await post(link, {})).status]).toEqual([200, 200]);
});

test("the link works for seven days also for who signed up two weeks ago and again since", async () => {
  await signedUp();
  current.now += 13 * DAY;
  const link = await signedUp();
  current.now += 2 * DAY;
  await engine().tick();
  expect([(await visit(link)).status, (await post(link, {})).status]).toEqual([200, 200]);
  expect(await lessons()).toEqual(["intro-guide"]);
});

test.each([
  ["no token", () => ""],
  ["half a token", (t: string) => t.slice(0, 30)],
  ["a token with another signature", (t: string) => t.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
  ["somebody else's signature", (t: string) => t.replace(/^.{22}/, "a".repeat(22))],
  ["nonsense", () => "<script>alert(1)</script>"],
])("%s enrols nobody", async (_, change) => {
  const token = new URL(await signedUp()).searchParams.get("t") ?? "";
  const before = await allRows();
  const query = `/confirm?t=${encodeURIComponent(change(token))}`;
  const answers = [await visit(query), await post(query, {}), await post("/confirm", { t: change(token) })];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  for (const answer of answers) expect(await answer.text()).not.toContain("<script>");
  expect(await allRows()).toEqual(before);
});

test("a token made for another purpose enrols nobody", async () => {
  await signedUp();
  const before = await allRows();
  for (const purpose of ["unsubscribe", "browser"] as const) {
    const { address_hash = "" } =
      (await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers"))[0] ?? {};
    const token = signToken(secrets(), purpose, address_hash, purpose === "browser" ? current.now + DAY : null);
    expect((await post(`/confirm?t=${token}`, {})).status).toBe(400);
  }
  expect(await allRows()).toEqual(before);
});

test("a link that is older than her stop does not bring her back", async () => {
  const { confirmLink, stopLink } = await enrol("hanako@example.com");
  current.now += HOUR;
  await post(stopLink, {});
  const before = await allRows();
  expect((await post(confirmLink, {})).status).toBe(410);
  expect(await allRows()).toEqual(before);
});

test("who stopped and signs up again goes on with the lesson she has not had, at her hour", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await engine().tickAndSend();
  expect(await lessons()).toEqual(["intro-guide", "two-faces"]);
  await post(stopLink, {});

  current.now = Date.parse("2026-11-10T12:00:00+09:00");
  expect((await post(await signedUp(), {})).status).toBe(200);
  expect(await rows("SELECT next_lesson, next_due_at, stopped_at, stop_reason FROM enrollments")).toEqual([
    {
      next_lesson: "fears",
      next_due_at: Date.parse("2026-11-11T21:30:00+09:00"),
      stopped_at: null,
      stop_reason: null,
    },
  ]);
  current.now = Date.parse("2026-11-11T21:30:00+09:00");
  await engine().tickAndSend();
  expect(await lessons()).toEqual(["intro-guide", "two-faces", "fears"]);
});

test("who stopped while a lesson waited to be sent, and comes back, gets that lesson", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  const house = engine();
  await house.tick();
  await post(stopLink, {});
  await house.answerBells();
  current.now += DAY;
  await post(await signedUp(), {});
  current.now += 2 * DAY;
  await house.tickAndSend();
  expect(await lessons()).toEqual(["intro-guide", "two-faces"]);
});

test("who complained after signing up is not enrolled by the link she has", async () => {
  const link = await signedUp();
  const [mail] = await arrivedMails();
  if (mail) await tell(mail, "email.complained");
  const before = await allRows();
  expect((await post(link, {})).status).toBe(410);
  expect(await allRows()).toEqual(before);
});

test("who was forgotten is not enrolled by an old link", async () => {
  const link = await signedUp();
  await rows("DELETE FROM subscribers");
  expect((await post(link, {})).status).toBe(410);
  expect(await rows("SELECT 1 FROM enrollments")).toEqual([]);
});

test("without any queue the guide still arrives from the request itself", async () => {
  const link = await signedUp();
  current.bellsAreLost = true;
  await post(link, {});
  expect(await lessons()).toEqual(["intro-guide"]);
});

async function signedUp(): Promise<string> {
  await signUp("hanako@example.com");
  return confirmLinkTo("hanako@example.com");
}

async function lessons(): Promise<(string | undefined)[]> {
  await everythingSent();
  return (await arrivedMails("hanako@example.com")).flatMap(({ tags }) => tags.lesson ?? []);
}

function secrets() {
  const { LINK_SECRET, IDENTITY_SECRET } = env as unknown as Env;
  return { link: String(LINK_SECRET), identity: String(IDENTITY_SECRET) };
}
