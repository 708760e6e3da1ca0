/** The whole story, on real D1, real queues and the post office: every tick runs twice, and each reader has each lesson once. */

import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { packedMails } from "../build/mails.ts";
import { course } from "../emails/course.ts";
import { sendBatch } from "../src/actions/send-batch.ts";
import type { Env } from "../src/deps.ts";
import { activeLessons } from "../src/domain/course.ts";
import { MINUTE } from "../src/domain/numbers.ts";
import { unpackMails } from "../src/mail/unpack.ts";
import { current } from "./support/current.ts";
import { engine, rows } from "./support/engine.ts";
import worker from "./support/entry.ts";
import { arrivals, arrivedMails, emitEvent, moveTo, orderFaults, pullWebhooks } from "./support/post-office.ts";

/** A busy machine may need more than Vitest's one second for a mail. */
const PATIENCE = { timeout: 20_000 };

const SITE = "http://localhost:8787";
const KEYS = activeLessons(course).map(({ key }) => key);

test("from the landing page to the last mail, with everything that can happen on the way", async () => {
  // Hanako reads to the end. Yuki stops, Emi's mailbox is gone, Rin complains.
  for (const name of ["hanako", "yuki", "emi", "rin"]) await signUpAndConfirm(`${name}@example.com`, name);
  expect(await lessonsOf("hanako")).toEqual(["intro-guide"]);

  // The same evening is too soon for a second mail.
  await nextEvening();
  expect(await lessonsOf("hanako")).toEqual(["intro-guide"]);

  // Day 1: an ordinary evening, two ticks one after the other.
  await nextEvening();
  expect(await lessonsOf("hanako")).toEqual(KEYS.slice(0, 2));

  // Day 2: two ticks at once, and the provider loses its answer after accepting.
  await orderFaults({ kind: "reset_after", path: "/emails/batch" });
  await moveTo(current.now + 24 * 60 * MINUTE);
  await Promise.all([tick(), tick()]);
  await settled(1);
  await moveTo(current.now + 11 * MINUTE);
  await tickTwice();
  expect(await lessonsOf("hanako")).toEqual(KEYS.slice(0, 3));

  // Yuki stops from her mail, once by the button and once by her mail program. Hanako signs up again.
  const stop = (await arrivedMails("yuki@example.com")).at(-1)?.headers["List-Unsubscribe"]?.slice(1, -1) ?? "";
  expect(await post(stop, {})).toMatchObject({ status: 200 });
  expect(await post(stop, { "List-Unsubscribe": "One-Click" })).toMatchObject({ status: 200, redirected: false });
  await post(`${SITE}/signup`, { email: "hanako@example.com", consent: "yes" });
  await settled(0);

  // Emi's mailbox bounces and Rin complains; the news comes twice, and late news repairs nothing.
  await tell("emi", "email.bounced", { bounce: { type: "Permanent", subType: "General", message: "gone" } });
  await tell("rin", "email.complained");
  await tell("rin", "email.delivered");

  // Day 3: a consumer dies after the provider accepted and before anything was recorded.
  current.bellsAreLost = true;
  await nextEvening({ settle: false });
  await dieInTheMiddle();
  current.bellsAreLost = false;
  await moveTo(current.now + 11 * MINUTE);
  await tickTwice();
  expect(await lessonsOf("hanako")).toEqual(KEYS.slice(0, 4));

  // The rest of the course, and an evening more.
  for (let day = 4; day <= KEYS.length; day++) await nextEvening();

  expect(await lessonsOf("hanako")).toEqual(KEYS);
  expect(await lessonsOf("yuki")).toEqual(KEYS.slice(0, 3));
  expect(await lessonsOf("emi")).toEqual(KEYS.slice(0, 3));
  expect(await lessonsOf("rin")).toEqual(KEYS.slice(0, 3));
  expect((await arrivals()).many).toEqual([]);
  expect(await rows("SELECT DISTINCT status FROM deliveries")).toEqual([{ status: "sent" }]);
  expect(
    await rows(
      "SELECT s.name, e.stop_reason, e.completed_at IS NOT NULL AS done FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id ORDER BY s.id",
    ),
  ).toEqual([
    { name: "hanako", stop_reason: null, done: 1 },
    { name: "yuki", stop_reason: "unsubscribed", done: 0 },
    { name: "emi", stop_reason: "hard_bounce", done: 0 },
    { name: "rin", stop_reason: "complaint", done: 0 },
  ]);
  expect(await rows("SELECT reason FROM suppressions ORDER BY reason")).toEqual([
    { reason: "complaint" },
    { reason: "hard_bounce" },
  ]);

  // Yuki comes back: she proves her address again and goes on where she stopped.
  await signUpAndConfirm("yuki@example.com", "yuki");
  await nextEvening();
  expect(await lessonsOf("yuki")).toEqual(KEYS.slice(0, 4));
});

async function signUpAndConfirm(email: string, name: string) {
  const isConfirmMail = ({ text }: { text: string }) => /\/confirm\?t=/.test(text);
  const before = (await rows("SELECT 1 FROM enrollments WHERE stopped_at IS NULL")).length;
  const asked = (await arrivedMails(email)).filter(isConfirmMail).length;
  await post(`${SITE}/signup`, { email, name, consent: "yes" });
  const link = await vi.waitUntil(async () => {
    const mails = (await arrivedMails(email)).filter(isConfirmMail).slice(asked);
    return mails.at(-1)?.text.match(/http\S+\/confirm\?t=\S+/)?.[0];
  }, PATIENCE);
  expect((await worker.fetch(incoming(link), testEnv(), createExecutionContext())).status).toBe(200);
  expect(await post(link, {})).toMatchObject({ status: 200 });
  expect(await rows("SELECT 1 FROM enrollments WHERE stopped_at IS NULL")).toHaveLength(before + 1);
  await settled(0);
}

async function post(url: string, fields: Record<string, string>): Promise<Response> {
  const ctx = createExecutionContext();
  const response = await worker.fetch(
    incoming(url, { method: "POST", body: new URLSearchParams(fields) }),
    testEnv(),
    ctx,
  );
  await waitOnExecutionContext(ctx);
  return response;
}

/** The next 21:30 in Tokyo. */
async function nextEvening({ settle = true } = {}) {
  const evening =
    (Math.floor((current.now - 12.5 * 60 * MINUTE) / (24 * 60 * MINUTE)) + 1) * 24 * 60 * MINUTE + 12.5 * 60 * MINUTE;
  await moveTo(evening);
  await tickTwice({ settle });
}

async function tickTwice({ settle = true } = {}) {
  await tick();
  await tick();
  if (settle) await settled(0);
}

async function tick() {
  const ctx = createExecutionContext();
  const controller = createScheduledController({ scheduledTime: new Date(current.now), cron: "*/5 * * * *" });
  await worker.scheduled(controller, testEnv(), ctx);
  await waitOnExecutionContext(ctx);
}

/** The queue has nothing left to do: all but `waiting` batches and notices are closed. */
async function settled(waiting: number) {
  await vi.waitUntil(async () => {
    const open = await rows(
      "SELECT id FROM batches WHERE state <> 'closed' UNION ALL SELECT id FROM notices WHERE state <> 'closed'",
    );
    const busy = await rows(
      "SELECT id FROM batches WHERE state = 'open' OR leased_until = ?1",
      current.now + 2 * MINUTE,
    );
    return open.length === waiting && busy.length === 0;
  }, PATIENCE);
}

/** Sends every claimed batch and dies before recording it. */
async function dieInTheMiddle() {
  const { deps } = engine({ course, mails: await unpackMails(packedMails) });
  const mailer = {
    ...deps.mailer,
    async sendBatch(...call: Parameters<typeof deps.mailer.sendBatch>): Promise<never> {
      await deps.mailer.sendBatch(...call);
      throw new Error("died");
    },
  };
  const open = await rows<{ id: string }>("SELECT id FROM batches WHERE state <> 'closed'");
  expect(open).toHaveLength(1);
  for (const { id } of open) {
    await expect(sendBatch({ ...deps, mailer }, { batchId: id, now: current.now })).rejects.toThrow("died");
  }
}

/** The provider tells something about the last mail to this reader, twice. */
async function tell(name: string, type: string, more: Record<string, unknown> = {}) {
  await pullWebhooks();
  const mail = (await arrivedMails(`${name}@example.com`)).at(-1);
  if (!mail) throw new Error(`no mail to ${name}`);
  await emitEvent(mail, type, more);
  const [webhook] = await pullWebhooks();
  for (let time = 0; time < 2; time++) {
    const request = incoming(`${SITE}/webhooks/resend`, { method: "POST", ...webhook });
    expect((await worker.fetch(request, testEnv(), createExecutionContext())).status).toBe(200);
  }
}

async function lessonsOf(name: string) {
  const mails = await arrivedMails(`${name}@example.com`);
  return mails.flatMap(({ tags }) => tags.lesson ?? []);
}

function incoming(url: string, init?: RequestInit): Parameters<typeof worker.fetch>[0] {
  return new Request(url, init) as Parameters<typeof worker.fetch>[0];
}

function testEnv(): Env {
  return env as unknown as Env;
}
