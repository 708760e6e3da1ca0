/** Recording what the provider tells: what is kept, what is everyday, whose mail it is, and which pause it means. */

import { expect, test } from "vitest";
import { checkHealth } from "../../src/actions/check-health.ts";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import type { News } from "../../src/domain/delivery.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import type { WebhookEvent } from "../../src/mail/webhook.ts";
import { claimed } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { allRows } from "../support/visitor.ts";

const QUOTA: News = { kind: "failed", detail: "reached_daily_quota", quota: true };

test("everyday news are facts of the ledger and nothing more; all others are kept with what they say", async () => {
  const tell = await told();
  const news: News[] = [
    { kind: "accepted" },
    { kind: "delivered" },
    { kind: "other" },
    { kind: "bounced", hard: false, detail: "mailbox full" },
    { kind: "complained" },
  ];
  for (const one of news) expect(await tell(one)).toEqual({ kind: "recorded" });

  expect(await rows("SELECT id, detail FROM mail_events ORDER BY id")).toEqual([
    { id: "bounced", detail: "mailbox full" },
    { id: "complained", detail: "" },
    { id: "other", detail: "" },
  ]);
});

test("news that mean nothing to the ledger change no row of it", async () => {
  const tell = await told();
  const { mail_events: _, ...before } = await allRows();

  await tell({ kind: "other" });

  const { mail_events: __, ...after } = await allRows();
  expect(after).toEqual(before);
});

test.each([
  ["without tags of ours", null],
  ["of a batch we do not know", { enrollmentId: 1, lesson: "fears", batchId: "another deployment's" }],
  ["of a notice we do not know", { noticeId: "another deployment's" }],
])("news %s are nobody's, and leave no trace", async (_, about) => {
  await claimed(1, engine());
  const before = await allRows();
  const event = eventOf({ kind: "complained" }, about);

  expect(await recordMailEvent(engine().deps, { event, now: current.now })).toEqual({ kind: "unknown-mail" });

  expect(await allRows()).toEqual(before);
});

test("a quota used up today pauses until midnight UTC, says why, and the author will be told", async () => {
  const tell = await told();

  await tell(QUOTA);

  expect(await checkHealth(engine().deps, { now: current.now })).toMatchObject({
    paused: true,
    pause_reason: "the provider's quota is used up",
    paused_until: Date.parse("2026-11-03T00:00:00Z"),
  });
  expect(await rows("SELECT kind FROM notices")).toEqual([{ kind: "sending-paused" }]);
});

test("of a quota used up on a day that is over nobody is told, and nothing rests", async () => {
  const tell = await told();
  current.now = Date.parse("2026-11-03T00:00:00Z");

  await tell(QUOTA);

  expect(await rows("SELECT paused_until, pause_reason FROM engine")).toEqual([
    { paused_until: null, pause_reason: null },
  ]);
  expect(await rows("SELECT kind FROM notices")).toEqual([]);
});

test("a pause that is over is none, also before the tick that clears it", async () => {
  const { deps, tick } = engine();
  await tick();
  const end = current.now + DAY;
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'quota', last_tick_at = ?1", end);

  expect(await checkHealth(deps, { now: end - 1 })).toMatchObject({ ok: false, paused: true, pause_reason: "quota" });
  for (const now of [end, end + HOUR / 6]) {
    expect(await checkHealth(deps, { now })).toMatchObject({
      ok: true,
      paused: false,
      pause_reason: null,
      paused_until: null,
    });
  }
});

/** One sent lesson, and a way for the provider to tell of it: each kind of news once. */
async function told() {
  const house = engine();
  await (await claimed(1, house))();
  const [mail] = await rows<{ enrollmentId: number; lesson: string; batchId: string }>(
    "SELECT enrollment_id AS enrollmentId, lesson, batch_id AS batchId FROM deliveries WHERE lesson = 'fears'",
  );
  const happenedAt = current.now;
  return (news: News) =>
    recordMailEvent(house.deps, { event: { ...eventOf(news, mail ?? null), happenedAt }, now: current.now });
}

function eventOf(news: News, about: WebhookEvent["about"]): WebhookEvent {
  return { id: news.kind, type: `email.${news.kind}`, providerId: "p", happenedAt: current.now, about, news };
}
