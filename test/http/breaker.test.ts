/** The circuit breaker: what comes in at the webhook door stops all mail to readers, and only the author lets it go on. */

import { expect, test, vi } from "vitest";
import { resumeAllSending } from "../../src/actions/resume-sending.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivedMails, clearFaults, moveTo, orderFaults, requestCounts } from "../support/post-office.ts";
import { everythingSent, type Signed, signed, signUp, visit } from "../support/visitor.ts";

const AUTHOR = "author@example.com";
const HARD = { type: "email.bounced", bounce: { type: "Permanent", subType: "General" } };
const COMPLAINT = { type: "email.complained" };

test("the third complaint of a week stops everything, /healthz says why, and the author has one mail at once", async () => {
  const { ids } = await houseWith({ accepted: 600 });
  await hear(COMPLAINT, ids.slice(0, 2));
  expect(await health()).toMatchObject({ paused: false });

  await hear(COMPLAINT, ids.slice(2, 5));

  expect(await health()).toMatchObject({
    ok: false,
    paused: true,
    pause_reason: "3 complaints on 600 mails in 7 days: stopped until npm run resume",
    paused_until: null,
  });
  await everythingSent();
  const mails = await arrivedMails(AUTHOR);
  expect(mails.map(({ subject }) => subject)).toEqual(["メールの送信を止めました"]);
  expect(mails[0]?.text).toContain("この7日間に600通をお送りし、そのあいだに3通が迷惑メールとして報告されました");
  expect(mails[0]?.text).toContain("npm run resume -- --remote");
});

test("ten bounces that are 4 % stop everything too, and the mail to the author says so", async () => {
  const { ids } = await houseWith({ accepted: 250 });
  await hear(HARD, ids.slice(0, 9));
  expect(await health()).toMatchObject({ paused: false });
  await hear(HARD, ids.slice(9));
  expect(await health()).toMatchObject({ pause_reason: expect.stringMatching(/^10 bounces on 250 mails/) });
  await everythingSent();
  expect((await arrivedMails(AUTHOR))[0]?.text).toContain("10通が宛先不明などで戻ってきました。目安の4％以上です。");
});

test("one complaint told three times is one, and a complaint of eight days ago is none", async () => {
  const { ids } = await houseWith({ accepted: 600 });
  const news = await newsAbout(COMPLAINT, ids[0] ?? 0);
  for (let time = 0; time < 3; time++) await post(news);
  await post(await newsAbout(COMPLAINT, ids[1] ?? 0));
  await post(await newsAbout(COMPLAINT, ids[2] ?? 0, current.now - 7 * DAY));
  expect(await health()).toMatchObject({ paused: false });
  expect(await rows("SELECT total(complained) AS n FROM sending_days")).toEqual([{ n: 3 }]);
});

test("while it stands, neither lessons nor confirm mails go, for weeks; what waits goes after the author resumed", async () => {
  const { house, ids } = await houseWith({ accepted: 600 });
  await hear(COMPLAINT, ids.slice(0, 3));
  await everythingSent();
  await signUp("hanako@example.com");
  for (const later of [HOUR, DAY, 20 * DAY]) {
    await moveTo(current.now + later);
    await house.tickAndSend();
  }
  expect(await toReaders()).toEqual([]);

  const resumed = await resumeAllSending(house.deps, { now: current.now });
  expect(resumed).toMatchObject({ kind: "resumed", due: 7, claimed: 0, notices: expect.any(Number) });
  await house.tickAndSend();

  expect((await toReaders()).filter(({ tags }) => tags.lesson)).toHaveLength(7);
  expect(await resumeAllSending(house.deps, { now: current.now })).toEqual({ kind: "not-paused" });
});

test("after it was resumed the counts of before stop nothing, and as many new ones do, with a mail of their own", async () => {
  const { house, ids } = await houseWith({ accepted: 600 });
  await hear(COMPLAINT, ids.slice(0, 3));
  await everythingSent();
  await resumeAllSending(house.deps, { now: current.now });

  current.now += MINUTE;
  await hear(COMPLAINT, ids.slice(0, 5));
  expect(await health()).toMatchObject({ paused: false, pause_reason: null });

  await hear(COMPLAINT, ids.slice(5, 6));
  expect(await health()).toMatchObject({
    paused: true,
    pause_reason: expect.stringMatching(/^3 complaints on 0 mails/),
  });
  await everythingSent();
  expect(await arrivedMails(AUTHOR)).toHaveLength(2);
});

test("a quota used up meanwhile neither shortens the stop nor changes its reason", async () => {
  const { house, ids } = await houseWith({ accepted: 600 });
  await hear(COMPLAINT, ids.slice(0, 3));
  await everythingSent();
  await hear({ type: "email.failed", failed: { reason: "reached_daily_quota" } }, ids.slice(4, 5));
  await moveTo(current.now + 2 * DAY);
  await house.tickAndSend();
  expect(await health()).toMatchObject({ pause_reason: expect.stringMatching(/^3 complaints/) });
  expect(await toReaders()).toEqual([]);
});

test("a provider that refuses our key is asked for the author's mail every quarter of an hour, and no oftener", async () => {
  const { house, ids } = await houseWith({ accepted: 600 });
  await orderFaults({ kind: "invalid_key", times: 1_000 });
  await hear(COMPLAINT, ids.slice(0, 3));
  await vi.waitUntil(async () => (await requestCounts()).requests > 0, { timeout: 20_000 });
  await ticksFor(house, HOUR);
  expect((await requestCounts()).requests).toBeOneOf([4, 5]);

  await clearFaults();
  await ticksFor(house, 20 * MINUTE);

  expect((await arrivedMails()).map(({ subject }) => subject)).toEqual(["メールの送信を止めました"]);
  expect(await health()).toMatchObject({ pause_reason: expect.stringMatching(/^3 complaints/) });
});

async function ticksFor(house: Engine, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
    await moveTo(current.now + 5 * MINUTE);
    await house.tickAndSend();
  }
}

/** Ten readers due for a lesson, after a week in which so many mails were accepted. */
async function houseWith({ accepted }: { accepted: number }): Promise<{ house: Engine; ids: number[] }> {
  const house = engine();
  const ids = await readers(10, { next: "fears", last: "two-faces", course: house.deps.course });
  await rows(
    "INSERT INTO sending_days (day, accepted) VALUES ('2026-10-26', 9999), ('2026-10-27', ?1), ('2026-11-02', 100)",
    accepted - 100,
  );
  return { house, ids };
}

type What = { type: string } & Record<string, unknown>;

async function hear(what: What, ids: readonly number[]): Promise<void> {
  for (const id of ids) await post(await newsAbout(what, id));
}

/** Of the lesson that this reader had last. */
function newsAbout({ type, ...more }: What, enrollment: number, at = current.now): Promise<Signed> {
  const tags = { enrollment: String(enrollment), lesson: "two-faces", batch: "before" };
  return signed(
    JSON.stringify({ type, created_at: new Date(at).toISOString(), data: { email_id: "e", tags, ...more } }),
  );
}

async function post(news: Signed): Promise<void> {
  expect((await visit("/webhooks/resend", { method: "POST", ...news })).status).toBe(200);
}

async function health(): Promise<unknown> {
  return (await visit("/healthz")).json();
}

async function toReaders() {
  return (await arrivedMails()).filter(({ to }) => !to.includes(AUTHOR));
}
