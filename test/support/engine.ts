/** The engine for tests: the real database and mailer, a queue whose bells the test answers by hand, and many readers at once. */

import { env } from "cloudflare:workers";
import { packedMails } from "../../build/mails.ts";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { tick as tickOnce } from "../../src/actions/tick.ts";
import { assemble, type Deps, type Doorbell, type Env } from "../../src/deps.ts";
import type { Course } from "../../src/domain/course.ts";
import type { TickLimits } from "../../src/domain/numbers.ts";
import { unpackMails } from "../../src/mail/unpack.ts";
import { courseOfTests, mailsOfTests } from "./course.ts";
import { current } from "./current.ts";

const mails = mailsOfTests(await unpackMails(packedMails));

type Report = Partial<Parameters<Parameters<typeof tickOnce>[2]>[0]>;
type Rung = { bell: Doorbell; at: number };

export type Engine = ReturnType<typeof engine>;

/** `change` replaces parts of the production dependencies, such as the course after an edit. */
export function engine(change: Partial<Deps> = {}) {
  const rung: Rung[] = [];
  const deps: Deps = { ...depsNow(), queue: handQueue(rung), ...change };

  /** Every tick runs twice, as the platform may run it. */
  async function tick(how: { limits?: TickLimits } = {}) {
    const reports: Report[] = [];
    for (let time = 0; time < 2; time++)
      await tickOnce(deps, { now: current.now, ...how }, (report) => reports.push(report));
    return reports[0] ?? {};
  }

  /** Answers every bell whose time has come, also those rung meanwhile. */
  async function answerBells() {
    const reports = [];
    for (let next = takeDue(rung); next; next = takeDue(rung)) {
      reports.push(await answerBell(deps, { bell: next.bell, now: current.now }));
    }
    return reports;
  }

  async function tickAndSend() {
    const report = await tick();
    await answerBells();
    return report;
  }

  return { deps, rung, tick, answerBells, tickAndSend };
}

function depsNow(): Deps {
  const settings = { ...(env as unknown as Env), RESEND_BASE_URL: current.room, TURNSTILE_BASE_URL: current.room };
  return { ...assemble(settings, mails, () => current.now), course: courseOfTests };
}

/** Keeps what is rung, with the time it may be answered. */
function handQueue(rung: Rung[]): Queue<Doorbell> {
  const put = (body: Doorbell, delaySeconds = 0) => {
    rung.push({ bell: body, at: current.now + delaySeconds * 1000 });
  };
  const queue = {
    send: async (body: Doorbell, options?: QueueSendOptions) => put(body, options?.delaySeconds),
    sendBatch: async (messages: Iterable<MessageSendRequest<Doorbell>>) => {
      for (const { body, delaySeconds } of messages) put(body, delaySeconds);
    },
  };
  return queue as unknown as Queue<Doorbell>;
}

function takeDue(rung: Rung[]): Rung | undefined {
  const index = rung.findIndex(({ at }) => at <= current.now);
  return index < 0 ? undefined : rung.splice(index, 1)[0];
}

/** `count` confirmed readers, due now for `next` after having had `last` (its row sent a day ago). Returns enrollment ids. */
export async function readers(
  count: number,
  { next, last = null, course }: { next: string; last?: string | null; course: Course },
): Promise<number[]> {
  const db = (env as unknown as Env).DB;
  const numbers = JSON.stringify(Array.from({ length: count }, (_, index) => index));
  const results = await db.batch<{ id: number }>([
    db
      .prepare(`INSERT INTO clocks (zone, minute) VALUES (?1, ?2) ON CONFLICT DO NOTHING`)
      .bind(course.zone, course.minute),
    db
      .prepare(`
        INSERT INTO subscribers (address_hash, email, name, clock_id, signed_up_at, confirmed_at)
        SELECT printf('%s-%018d', ?4, value + coalesce((SELECT max(id) FROM subscribers), 0)),
          printf('reader%d@example.com', value + coalesce((SELECT max(id) FROM subscribers), 0)), '', k.id, ?1, ?1
        FROM json_each(?2), clocks k WHERE k.minute = ?3`)
      .bind(current.now, numbers, course.minute, "abc"),
    db
      .prepare(`
        INSERT INTO enrollments (subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at)
        SELECT s.id, ?1, ?2, ?3, ?4, ?4 FROM subscribers s
        WHERE NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.subscriber_id = s.id) ORDER BY s.id RETURNING id`)
      .bind(course.key, last, next, current.now),
    db
      .prepare(`
        INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at)
        SELECT id, last_lesson, 'before', 'sent', ?1 - 86400000, ?1 - 86400000 FROM enrollments
        WHERE last_lesson IS NOT NULL ON CONFLICT DO NOTHING`)
      .bind(current.now),
  ]);
  return results[2]?.results.map(({ id }) => id) ?? [];
}

/** All rows of a query. */
export async function rows<T = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<T[]> {
  const statement = (env as unknown as Env).DB.prepare(sql).bind(...values);
  return (await statement.all<T>()).results;
}
