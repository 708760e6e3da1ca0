/** Webhooks in every order, late and repeated: a property over what may be told of one reader's mails. */

import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import { recordEnds } from "../../src/db/deliveries.ts";
import { closeNotice } from "../../src/db/notices.ts";
import type { Deps, Env } from "../../src/deps.ts";
import type { MailKey, News } from "../../src/domain/delivery.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";

const NEWS = {
  accepted: { kind: "accepted" },
  delivered: { kind: "delivered" },
  full: { kind: "bounced", hard: false, detail: "bounced Transient MailboxFull" },
  rejected: { kind: "bounced", hard: false, detail: "bounced Transient ContentRejected" },
  gone: { kind: "bounced", hard: true, detail: "bounced Permanent General" },
  complained: { kind: "complained" },
  previousBounce: { kind: "suppressed", because: "hard_bounce", detail: "suppressed by the provider: previous_bounce" },
  byHand: { kind: "suppressed", because: "manual", detail: "suppressed by the provider: manual" },
  failed: { kind: "failed", quota: false, detail: "failed at the provider: invalid" },
  quota: { kind: "failed", quota: true, detail: "failed at the provider: reached_daily_quota" },
} as const satisfies Record<string, News>;

/** A mail of hers: 0 is her confirm mail, the others are lessons. */
const LESSONS = ["", "intro-guide", "two-faces", "fears"] as const;
const DAYS = 30;

/** `ours`: our own recording of the provider's answer, which webhooks may overtake. */
type Told = { mail: number; what: keyof typeof NEWS | "ours"; day: number };

const told: fc.Arbitrary<Told> = fc.record({
  mail: fc.integer({ min: 0, max: LESSONS.length - 1 }),
  what: fc.constantFrom(...(Object.keys(NEWS) as (keyof typeof NEWS)[]), "ours" as const, "full" as const),
  day: fc.integer({ min: 0, max: DAYS - 1 }),
});

const stories = fc
  .record({
    events: fc.array(told, { minLength: 1, maxLength: 7 }),
    before: fc.array(fc.constantFrom("claimed", "sent", "unconfirmed"), { minLength: 4, maxLength: 4 }),
  })
  .chain(({ events, before }) => {
    const places = fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 4 });
    const order = fc.shuffledSubarray(
      events.map((_, place) => place),
      { minLength: events.length },
    );
    return fc.record({ events: fc.constant(events), before: fc.constant(before), order, again: places });
  });

const ACCEPTED_AFTER_QUOTA = {
  events: [
    { mail: 0, what: "quota", day: 0 },
    { mail: 0, what: "accepted", day: 0 },
  ],
  before: Array.from({ length: 4 }, () => "claimed" as const),
  order: [1, 0],
  again: [],
} satisfies { events: Told[]; before: string[]; order: number[]; again: number[] };

test("news of one reader's mails in any order, some of them repeated, have the same end as in the order they happened in", async () => {
  const { deps } = engine();
  current.now += DAYS * DAY;
  await fc.assert(
    fc.asyncProperty(stories, async ({ events, before, order, again }) => {
      const straight = events.map((_, place) => place).sort((a, b) => dayOf(events, a) - dayOf(events, b));
      const first = await endOf(deps, { events, before, order: straight });
      const second = await endOf(deps, { events, before, order: [...order, ...again] });
      expect(second).toEqual(first);
    }),
    { numRuns: 30, examples: [[ACCEPTED_AFTER_QUOTA]] },
  );
});

function dayOf(events: readonly Told[], place: number): number {
  return events[place]?.day ?? 0;
}

let people = 0;

/** What the tables say of a new reader of whom all this was told in this order. */
async function endOf(
  deps: Deps,
  { events, before, order }: { events: readonly Told[]; before: readonly string[]; order: readonly number[] },
) {
  const { DB } = env as unknown as Env;
  const id = ++people;
  await DB.batch(moveIn(DB, id, before));
  for (const place of order) {
    const event = events[place];
    if (event?.what === "ours") await recordOurs(DB, id, event.mail);
    else if (event) await hear(deps, id, { ...event, what: event.what, name: `${id}-${place}` });
  }
  return endsOf(id, contradicted(events));
}

function moveIn(db: D1Database, id: number, before: readonly string[]): D1PreparedStatement[] {
  const at = current.now - DAYS * DAY;
  const statement = (sql: string, ...values: unknown[]) => db.prepare(sql).bind(id, ...values);
  const reasonOf = (status: string) => (status === "unconfirmed" ? "no answer" : null);
  return [
    db.prepare("DELETE FROM sending_days"),
    db.prepare("INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 1290) ON CONFLICT DO NOTHING"),
    statement(
      "INSERT INTO subscribers (id, address_hash, email, clock_id, signed_up_at, confirmed_at) SELECT ?1, printf('%022d', ?1), ?1 || '@x.jp', id, ?2, ?2 FROM clocks",
      at,
    ),
    statement(
      "INSERT INTO enrollments (id, subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at) VALUES (?1, ?1, 'c', 'fears', 'stories', ?2, ?2)",
      at,
    ),
    statement(
      "INSERT INTO notices (id, kind, subscriber_id, email, attempts, state, status, reason, rung_at, created_at, sent_at) VALUES (printf('n%021d', ?1), 'confirm', ?1, ?1 || '@x.jp', 1, iif(?3 = 'claimed', 'open', 'closed'), ?3, ?4, ?2, ?2, iif(?3 = 'sent', ?2, NULL))",
      at,
      before[0],
      reasonOf(before[0] ?? ""),
    ),
    ...LESSONS.slice(1).flatMap((lesson, index) => [
      statement(
        "INSERT INTO batches (id, lesson, members, rung_at, created_at) VALUES (?2, ?3, json_array(json_array(?1, 1)), ?4, ?4)",
        batchOf(id, index + 1),
        lesson,
        at,
      ),
      statement(
        "INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, reason, claimed_at, sent_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, iif(?4 = 'sent', ?6, NULL))",
        lesson,
        batchOf(id, index + 1),
        before[index + 1],
        reasonOf(before[index + 1] ?? ""),
        at,
      ),
    ]),
  ];
}

function batchOf(id: number, mail: number): string {
  return `b${mail}${String(id).padStart(20, "0")}`;
}

async function hear(
  deps: Deps,
  id: number,
  { mail, what, day, name }: Told & { what: keyof typeof NEWS; name: string },
) {
  const about: MailKey =
    mail === 0
      ? { noticeId: `n${String(id).padStart(21, "0")}` }
      : { enrollmentId: id, lesson: LESSONS[mail] ?? "", batchId: batchOf(id, mail) };
  const happenedAt = current.now - DAYS * DAY + day * DAY;
  const event = { id: name, type: `email.${what}`, providerId: `p${mail}`, happenedAt, about, news: NEWS[what] };
  await recordMailEvent(deps, { event, now: current.now });
}

async function recordOurs(db: D1Database, id: number, mail: number): Promise<void> {
  const noticeId = `n${String(id).padStart(21, "0")}`;
  await (mail === 0
    ? closeNotice(db, noticeId, { status: "sent", providerId: "p0" }, current.now).run()
    : recordEnds(db, [[id, LESSONS[mail] ?? "", batchOf(id, mail), "sent", `p${mail}`, null]], current.now).run());
}

/** Mails of which it is told that they were never sent, for our quota, and also that something became of them: both cannot be. */
function contradicted(events: readonly Told[]): Set<number> {
  const evidence = new Set(["delivered", "gone", "complained", "previousBounce", "byHand", "failed"]);
  const has = (mail: number, isIt: (what: string) => boolean) => events.some((e) => e.mail === mail && isIt(e.what));
  const mails = LESSONS.map((_, mail) => mail);
  return new Set(
    mails.filter((mail) => has(mail, (what) => what === "quota") && has(mail, (what) => evidence.has(what))),
  );
}

async function endsOf(id: number, doubtful: Set<number>) {
  const facts = "status, reason, provider_id, sent_at IS NULL AS unsent, delivered_at, bounced_at, complained_at";
  const lessons = JSON.stringify(LESSONS.filter((_, mail) => mail > 0 && !doubtful.has(mail)));
  return {
    reader: await rows("SELECT confirmed_at, unsubscribed_at FROM subscribers WHERE id = ?1", id),
    suppression: await rows("SELECT reason FROM suppressions WHERE address_hash = printf('%022d', ?1)", id),
    passage: await rows(
      "SELECT next_lesson, next_due_at, stopped_at, stop_reason FROM enrollments WHERE subscriber_id = ?1",
      id,
    ),
    deliveries: await rows(
      `SELECT lesson, ${facts}, substr(batch_id, 3) = printf('%020d', ?1) AS first_batch FROM deliveries
      WHERE enrollment_id = ?1 AND lesson IN (SELECT value FROM json_each(?2)) ORDER BY lesson`,
      id,
      lessons,
    ),
    notices: doubtful.has(0)
      ? "doubtful"
      : await rows(`SELECT state, ${facts} FROM notices WHERE subscriber_id = ?1 ORDER BY status, state`, id),
    counts:
      doubtful.size > 0
        ? "doubtful"
        : await rows("SELECT total(bounced) AS bounced, total(complained) AS complained FROM sending_days"),
  };
}
