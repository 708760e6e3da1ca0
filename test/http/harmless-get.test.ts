/** Human hands only: whoever opens every link of every mail and every route, by GET and HEAD, changes not one row. */

import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { course } from "../../emails/course.ts";
import { keepWatch, writeWeeklyLetter } from "../../src/actions/keep-watch.ts";
import { stopIfUnsafe } from "../../src/actions/pause-sending.ts";
import type { Deps, Env } from "../../src/deps.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { type Purpose, signToken } from "../../src/domain/token.ts";
import { app } from "../../src/http/app.tsx";
import { current } from "../support/current.ts";
import { authorAtDesk, linkToDesk } from "../support/desk.ts";
import { engine, rows } from "../support/engine.ts";
import { type ArrivedMail, arrivedMails, orderFaults } from "../support/post-office.ts";
import { allRows, enrol, everythingSent, post, signUp, visit } from "../support/visitor.ts";

test("every link of every mail may be opened by a machine", async () => {
  const mails = await oneMailOfEachKind();
  const links = new Set(mails.flatMap(linksOf));
  expect(
    [...links].filter((link) => /\/(confirm|unsubscribe|course|own|new-address|consult|enter)\?t=/.test(link)).length,
  ).toBeGreaterThanOrEqual(10);

  const before = await allRows();
  for (const link of links) await open(link);
  expect(await allRows()).toEqual(before);
});

test("every link of every page that these links lead to may be opened too", async () => {
  const seen = new Set((await oneMailOfEachKind()).flatMap(linksOf));
  const before = await allRows();
  for (const link of seen) {
    const html = await (await visit(link)).text();
    for (const [, next = ""] of html.matchAll(/(?:href|src|action)="([^"#][^"]*)"/g)) {
      const url = new URL(next.replaceAll("&amp;", "&"), link);
      if (url.origin === new URL(link).origin) seen.add(url.href);
    }
    await open(link);
  }
  expect(await allRows()).toEqual(before);
});

test("every route may be asked with GET and HEAD, with every token that she has", async () => {
  await enrol("hanako@example.com");
  await signUp("yuki@example.com");
  await everythingSent();
  const tokens = await tokensOfEverybody();
  const before = await allRows();
  for (const path of everyPath()) {
    // The desk asks for her session before it looks at anything else.
    for (const query of ["", ...(path.startsWith("/admin/") ? [] : tokens)]) await open(`${path}${query}`);
  }
  expect(await allRows()).toEqual(before);
  expect(everyPath()).toEqual(
    expect.arrayContaining([
      "/",
      "/signup",
      "/confirm",
      "/unsubscribe",
      "/course",
      "/course/own",
      "/consult",
      "/work",
      "/webhooks/resend",
      "/healthz",
      "/admin",
    ]),
  );
});

test("the author herself may look at every page of her desk", async () => {
  await enrol("hanako@example.com");
  const { visit: look } = await authorAtDesk();
  const before = await allRows();
  for (const path of everyPath().filter((one) => one.startsWith("/admin"))) {
    const answer = await look(path);
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 500 && status !== 401)]);
  }
  expect(await allRows()).toEqual(before);
});

test("the same holds for who stopped, and stopped readers stay so", async () => {
  const { confirmLink, stopLink } = await enrol("hanako@example.com");
  await post(stopLink, {});
  const before = await allRows();
  for (const link of [confirmLink, stopLink]) await open(link);
  for (const path of everyPath()) for (const query of await tokensOfEverybody()) await open(`${path}${query}`);
  expect(await allRows()).toEqual(before);
});

test("the comparison sees a change: a POST to the same links is one", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  const before = await allRows();
  await post(stopLink, {});
  expect(await allRows()).not.toEqual(before);
});

/** Opens it twice each way; no answer may be a fault of ours. */
async function open(link: string): Promise<void> {
  for (const method of ["GET", "HEAD", "GET", "HEAD"]) {
    const answer = await visit(link, { method });
    await answer.arrayBuffer();
    expect([method, link, answer.status < 500 || link.includes("/healthz")]).toEqual([method, link, true]);
  }
}

/** All lessons, and all notices there are, with a clock that passes through the whole course. */
async function oneMailOfEachKind(): Promise<ArrivedMail[]> {
  await enrol("hanako@example.com", "花子");
  const house = engine();
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  for (let lesson = 1; lesson < course.lessons.length; lesson++) {
    await house.tickAndSend();
    current.now += DAY;
  }
  await signUp("hanako@example.com");
  await signUp("yuki@example.com");
  await post("/consult", { name: "花子", email: "hanako@example.com", day1: "2026-11-20", part1: "noon" });
  await everythingSent();
  await askForFreshLinkAndMove("hanako@example.com", "new@example.com");
  await linkToDesk();
  await orderFaults({ kind: "invalid_key" });
  await signUp("rin@example.com");
  await vi.waitUntil(async () => (await rows("SELECT 1 FROM engine WHERE paused_until > 0")).length > 0, {
    timeout: 20_000,
  });
  current.now += DAY;
  await house.tickAndSend();
  await keepWatch(quotaOf(house.deps, 1), { now: current.now + HOUR });
  await rows("UPDATE batches SET state = 'open', created_at = 0 WHERE rowid = 1");
  await keepWatch(house.deps, { now: current.now });
  await rows("UPDATE batches SET state = 'closed'");
  await writeWeeklyLetter(house.deps, { now: Date.parse("2026-11-23T08:00:00+09:00") });
  await stopIfUnsafe(house.deps, { rates: { accepted: 100, bounced: 0, complained: 3 }, now: current.now });
  await house.answerBells();

  const mails = await arrivedMails();
  const kinds = new Set((await rows<{ kind: string }>("SELECT kind FROM notices")).map(({ kind }) => kind));
  expect(new Set(mails.flatMap(({ tags }) => tags.lesson ?? []))).toEqual(
    new Set(course.lessons.map(({ key }) => key)),
  );
  expect(kinds).toEqual(new Set(Object.keys(house.deps.mails.notices)));
  expect(mails.filter(({ tags }) => tags.notice)).toHaveLength(15);
  return mails;
}

/** The same house where the provider allows so few lessons a day that they are used up. */
function quotaOf(deps: Deps, dailyQuota: number): Deps {
  return { ...deps, config: { ...deps.config, dailyQuota } };
}

/** By the links of her mails, up to the proof of the new address. */
async function askForFreshLinkAndMove(email: string, newEmail: string): Promise<void> {
  const tokenIn = async (path: string) => {
    await everythingSent();
    const links = (await arrivedMails(email)).flatMap(linksOf).filter((link) => new URL(link).pathname === path);
    return new URL(links.at(-1) ?? "").searchParams.get("t") ?? "";
  };
  await post("/course/fresh-link", { t: await tokenIn("/course") });
  await post("/course/address", { t: await tokenIn("/course/own"), email: newEmail });
  await everythingSent();
}

/** In the HTML, in the text, and in the headers. Other people's sites are none of ours to open. */
function linksOf({ html, text, headers }: ArrivedMail): string[] {
  const inHtml = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
  const inText = text.match(/https?:\/\/[^\s<>"）」]+/g) ?? [];
  const inHeaders = Object.values(headers).flatMap((value) => value.match(/https?:\/\/[^>\s]+/g) ?? []);
  return [...inHtml, ...inText, ...inHeaders].filter((link) => link.startsWith("http://localhost:8787"));
}

/** From the app's own table, so that a new route is opened here from its first day. */
function everyPath(): string[] {
  const paths = app.routes.map(({ path }) => path.replace(/:[^/]+/g, "1").replaceAll("*", "anything"));
  return [...new Set(paths)];
}

async function tokensOfEverybody(): Promise<string[]> {
  const { LINK_SECRET, IDENTITY_SECRET } = env as unknown as Env;
  const secrets = { link: String(LINK_SECRET), identity: String(IDENTITY_SECRET) };
  const purposes: Purpose[] = ["confirm", "unsubscribe", "browser", "course", "owner", "address", "consult"];
  const subjects = await rows<{ subject: string }>(
    "SELECT address_hash AS subject FROM subscribers UNION SELECT id FROM notices",
  );
  const tokens = subjects.flatMap(({ subject }) =>
    purposes.map((purpose) =>
      signToken(secrets, purpose, subject, purpose === "unsubscribe" ? null : current.now + DAY),
    ),
  );
  return (await Promise.all(tokens)).map((token) => `?t=${token}&key=intro-guide`);
}
