/** Outages of an hour, a day and a week: one lesson comes late, and the rest follow at each reader's usual pace. */

import { expect, test } from "vitest";
import { type Clock, localDateAndTime, nextMailSentence } from "../../src/domain/clock.ts";
import { activeLessons } from "../../src/domain/course.ts";
import { DAY, HOUR, LESSON_GAP, MINUTE } from "../../src/domain/numbers.ts";
import { clockTime, iso, nextDueByHand } from "../domain/clock-by-hand.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, clearFaults, orderFaults } from "../support/post-office.ts";

const TICK = 5 * MINUTE;
const BEGINS = Date.parse("2026-11-03T21:00:00+09:00");
const WEEKENDS_AND_HOLIDAYS = 32 + 64 + 128;
const EVENING: Clock = { zone: "Asia/Tokyo", minute: clockTime("21:30"), paceDays: 1, quietDays: 0 };
const CLOCKS: Clock[] = [
  EVENING,
  { ...EVENING, minute: clockTime("6:30") },
  { ...EVENING, minute: clockTime("12:10"), quietDays: WEEKENDS_AND_HOLIDAYS },
  { ...EVENING, paceDays: 7 },
  { ...EVENING, zone: "America/New_York" },
  { ...EVENING, zone: "Pacific/Kiritimati", minute: clockTime("0:05") },
];

/** The longest time between two tries of the provider. */
const RETRIED_WITHIN = 30 * MINUTE;

type Outage = { from: number; until: number };
type Sent = { email: string; lesson: string; at: number };

/** What still happens at the times of ticks while a part of the house is out. */
const WHILE_OUT = {
  cron: async () => {},
  queue: async (house: Engine) => {
    await house.tick();
    house.rung.length = 0;
  },
  provider: async (house: Engine) => {
    await orderFaults({ kind: "error_500", times: 100 });
    await house.tickAndSend();
    await clearFaults();
  },
};

test.each([
  ["cron", "an hour", HOUR, "11月4日（水）21:30"],
  ["cron", "a day", DAY, "11月5日（木）21:30"],
  ["cron", "a week", 7 * DAY, "11月11日（水）21:30"],
  ["queue", "an hour", HOUR, "11月4日（水）21:30"],
  ["queue", "a day", DAY, "11月5日（木）21:30"],
  ["queue", "a week", 7 * DAY, "11月11日（水）21:30"],
  ["provider", "an hour", HOUR, "11月4日（水）21:30"],
] as const)(
  "the %s is out for %s: one lesson comes late, the rest at her pace",
  async (out, _, length, afterTheLateOne) => {
    const house = engine();
    const lessons = activeLessons(house.deps.course).map(({ key }) => key);
    const outage = { from: BEGINS, until: BEGINS + length };
    await enrolAll(house);

    await ticksUntil(house, outage.from);
    for (; current.now < outage.until; current.now += Math.max(TICK, length / 12)) await WHILE_OUT[out](house);
    await ticksUntil(house, outage.from + 100 * DAY);

    expect(await arrivals()).toMatchObject({ total: CLOCKS.length * lessons.length, many: [] });
    const passages = await Promise.all(CLOCKS.map(sentTo));
    expect(localDateAndTime("Asia/Tokyo", passages[0]?.[2]?.at ?? 0)).toBe(afterTheLateOne);
    for (const [index, passage] of passages.entries()) {
      const clock = CLOCKS[index] ?? EVENING;
      expect(passage.map(({ lesson }) => lesson)).toEqual(lessons);
      keepsHerPace(clock, passage, outage);
      await keepsItsPromises(clock, passage, outage);
    }
  },
  60_000,
);

/** One reader for each clock; all have the guide now. */
async function enrolAll(house: Engine): Promise<void> {
  await readers(CLOCKS.length, { next: "intro-guide", course: house.deps.course });
  for (const [index, { zone, minute, paceDays, quietDays }] of CLOCKS.entries()) {
    await rows(
      "INSERT OR REPLACE INTO clocks (id, zone, minute, pace_days, quiet_days) VALUES (?1, ?2, ?3, ?4, ?5)",
      ...[index + 1, zone, minute, paceDays, quietDays],
    );
    await rows("UPDATE subscribers SET clock_id = ?1 WHERE id = ?1", index + 1);
  }
  await house.tickAndSend();
}

/** A tick every five minutes. Those at which nothing is due and no bell waits are left out. */
async function ticksUntil(house: Engine, end: number): Promise<void> {
  for (;;) {
    await house.tickAndSend();
    const [due] = await rows<{ at: number | null }>("SELECT min(next_due_at) AS at FROM enrollments");
    const wanted = Math.min(due?.at ?? end, ...house.rung.map(({ at }) => at));
    const tickAt = Math.max(current.now + TICK, Math.ceil(wanted / TICK) * TICK);
    if (tickAt >= end) break;
    current.now = tickAt;
  }
  current.now = end;
}

/** What the reader with this clock was sent, in order. */
function sentTo(_: Clock, index: number): Promise<Sent[]> {
  return rows<Sent>(
    `SELECT s.email, d.lesson, d.sent_at AS at FROM deliveries d
    JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
    WHERE d.status = 'sent' AND s.clock_id = ?1 ORDER BY d.sent_at`,
    index + 1,
  );
}

/** Each lesson comes at the time reckoned from when the one before really came; one that fell into the outage, at its end. */
function keepsHerPace(clock: Clock, passage: Sent[], outage: Outage): void {
  for (const [index, { lesson, at }] of passage.slice(1).entries()) {
    const before = passage[index]?.at ?? 0;
    expect(at - before, lesson).toBeGreaterThanOrEqual(LESSON_GAP);
    const due = nextDueByHand(clock, 1, before);
    if (!fallsInto(outage, due)) expect(iso(at), lesson).toBe(iso(due));
    else expect(fallsInto({ from: outage.until, until: outage.until + RETRIED_WITHIN }, at), lesson).toBe(true);
  }
}

/** A mail names the time of the next one, and that is when it comes, but for outages nobody foresees. A late one may be silent. */
async function keepsItsPromises(clock: Clock, passage: Sent[], outage: Outage): Promise<void> {
  const mails = await arrivedMails(passage[0]?.email);
  for (const [index, { lesson, at }] of passage.slice(0, -1).entries()) {
    const following = passage[index + 1]?.at ?? 0;
    if (fallsInto(outage, nextDueByHand(clock, 1, at))) continue;
    const text = mails.find(({ tags }) => tags.lesson === lesson)?.text ?? "";
    const [named] = text.match(/次のメールは、.*/) ?? [];
    const wasLate = index > 0 && fallsInto(outage, nextDueByHand(clock, 1, passage[index - 1]?.at ?? 0));
    if (named !== undefined || !wasLate) expect(named, lesson).toBe(nextMailSentence(clock.zone, following));
  }
}

function fallsInto({ from, until }: Outage, at: number): boolean {
  return at >= from && at < until;
}
