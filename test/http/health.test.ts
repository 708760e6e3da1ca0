/** The health check: what the operator needs to know, and nothing about anybody. */

import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { markAsRestored } from "../../src/actions/mark-restored.ts";
import { resumeAllSending } from "../../src/actions/resume-sending.ts";
import type { Env } from "../../src/deps.ts";
import { DAY, MINUTE, SECOND } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import worker from "../support/entry.ts";
import { orderFaults } from "../support/post-office.ts";
import { allRows, enrol, visit } from "../support/visitor.ts";

test("before the first tick the house is not well, and says why", async () => {
  const answer = await visit("/healthz");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(await answer.json()).toEqual({
    ok: false,
    last_tick_age_seconds: null,
    oldest_overdue_seconds: 0,
    paused: false,
    pause_reason: null,
    paused_until: null,
    gap: null,
  });
});

test("a restored database is told of until it is reconciled, and the gap afterwards", async () => {
  const { deps, tick } = engine();
  await tick();
  const from = current.now - DAY;
  await markAsRestored(deps, { knowsUntil: from, now: current.now });
  const gap = { from, to: current.now };
  expect(await health()).toMatchObject([503, { paused: true, paused_until: null, gap: { ...gap, reconciled: false } }]);
  await resumeAllSending(deps, { now: current.now, withoutReconcile: true });
  expect(await health()).toMatchObject([200, { ok: true, gap: { ...gap, reconciled: false } }]);
});

test("after a tick it is well, and tells the tick's age until that is too old", async () => {
  await engine().tick();
  current.now += 7 * MINUTE + 30 * SECOND;
  expect(await health()).toMatchObject([200, { ok: true, last_tick_age_seconds: 450 }]);
  current.now += 7 * MINUTE + 30 * SECOND;
  expect(await health()).toMatchObject([503, { ok: false, last_tick_age_seconds: 900 }]);
});

test("a lesson that is overdue for half an hour is a fault", async () => {
  await readers(2, { next: "fears", last: "two-faces", course });
  current.now += 29 * MINUTE;
  await tickedWithoutClaiming();
  expect(await health()).toMatchObject([200, { ok: true, oldest_overdue_seconds: 29 * 60 }]);
  current.now += MINUTE;
  expect(await health()).toMatchObject([503, { ok: false, oldest_overdue_seconds: 30 * 60 }]);
});

test("a mail that was claimed half an hour ago and is still not sent is a fault", async () => {
  const house = engine();
  await readers(1, { next: "fears", last: "two-faces", course });
  await house.tick();
  expect(await rows("SELECT status FROM deliveries WHERE lesson = 'fears'")).toEqual([{ status: "claimed" }]);
  current.now += 30 * MINUTE;
  await house.tick();
  expect(await health()).toMatchObject([503, { ok: false, oldest_overdue_seconds: 30 * 60 }]);
});

test("a pause tells its reason and its end", async () => {
  const house = engine();
  await readers(1, { next: "fears", last: "two-faces", course });
  await orderFaults({ kind: "daily_quota", path: "/emails/batch" });
  await house.tickAndSend();
  expect(await health()).toMatchObject([
    503,
    {
      ok: false,
      paused: true,
      pause_reason: "the provider's daily quota is used up",
      paused_until: Date.parse("2026-11-03T00:00:00Z"),
    },
  ]);
});

test("whatever happened, nothing personal stands in it", async () => {
  await enrol("hanako@example.com", "花子");
  await orderFaults({ kind: "invalid_key", path: "/emails/batch" });
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await engine().tickAndSend();
  const text = await (await visit("/healthz")).text();
  const { subscribers = [], batches = [], notices = [] } = await allRows();
  const ids = [...subscribers, ...batches, ...notices].flatMap((row) => Object.values(row as Record<string, unknown>));
  expect(Object.keys(JSON.parse(text)).sort()).toEqual([
    "gap",
    "last_tick_age_seconds",
    "ok",
    "oldest_overdue_seconds",
    "pause_reason",
    "paused",
    "paused_until",
  ]);
  for (const told of ids.filter((value) => typeof value === "string" && value.length > 10)) {
    expect(text).not.toContain(told);
  }
  expect(text).not.toMatch(/hanako|花子|example\.com/);
});

test("missing settings are named, all at once, to whoever opens any page; their values never", async () => {
  const { LINK_SECRET: _, SITE_URL: __, ...rest } = env as unknown as Env;
  const broken = { ...rest, IDENTITY_SECRET: "too-short-a-secret", MAIL_REPLY_TO: "nobody" } as Env;
  for (const path of ["/healthz", "/"]) {
    const request = new Request(`http://localhost:8787${path}`) as Parameters<typeof worker.fetch>[0];
    const answer = await worker.fetch(request, broken, createExecutionContext());
    const text = await answer.text();
    expect(answer.status).toBe(503);
    for (const setting of ["LINK_SECRET", "SITE_URL", "IDENTITY_SECRET", "MAIL_REPLY_TO"])
      expect(text).toContain(setting);
    expect(text).not.toContain("RESEND_API_KEY");
    expect(text).not.toMatch(/too-short-a-secret|nobody/);
  }
});

async function health(): Promise<[number, unknown]> {
  const answer = await visit("/healthz");
  return [answer.status, await answer.json()];
}

/** As after a tick that died before its claim. */
async function tickedWithoutClaiming() {
  const { DB } = env as unknown as Env;
  await DB.prepare("UPDATE engine SET last_tick_at = ?1").bind(current.now).run();
}
