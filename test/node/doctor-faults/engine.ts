/** Faults of the engine, the queue, the site and the mails, and the lines that have to name them. */

import { ago, type Fault, means, setting } from "./seeds.ts";

const consumer = { batch_size: 40, max_wait_time_ms: 0, max_retries: 3, max_concurrency: 1 };
const OPEN_BATCH = "INSERT INTO batches (id, lesson, members, rung_at, created_at) VALUES";
const OPEN_NOTICE = "INSERT INTO notices (id, kind, email, rung_at, created_at) VALUES";

export const ENGINE_FAULTS: readonly Fault[] = [
  {
    fault: "a cron that stopped",
    line: "ticks",
    says: /last tick was 40 minutes ago/,
    fix: /wrangler tail/,
    seed: ({ run }) => run(`UPDATE engine SET last_tick_at = ${ago(40)}`),
  },
  {
    fault: "a batch that nobody sends",
    line: "lessons",
    says: /120 minutes overdue|2\.0 hours overdue/,
    fix: /wrangler tail/,
    seed: ({ run }) => run(`${OPEN_BATCH} ('${"o".repeat(22)}', 'fears', '[]', ${ago(120)}, ${ago(120)})`),
  },
  {
    fault: "a confirm mail that is stuck",
    line: "notices",
    says: /waits since 45 minutes/,
    fix: /wrangler tail/,
    seed: ({ run }) => run(`${OPEN_NOTICE} ('${"o".repeat(22)}', 'confirm', 'a@b.jp', ${ago(45)}, ${ago(45)})`),
  },
  {
    fault: "a pause",
    line: "sending",
    says: /rests until 20.*: the key is refused/,
    fix: /npm run resume -- --remote/,
    unasked: ["lessons", "notices"],
    seed: ({ run }) => run(`UPDATE engine SET paused_until = ${ago(-15)}, pause_reason = 'the key is refused'`),
  },
  {
    fault: "a stop by the circuit breaker",
    line: "sending",
    says: /rests until you resume it: complaints/,
    fix: /npm run resume/,
    unasked: ["lessons", "notices"],
    seed: ({ run }) =>
      run(`UPDATE engine SET paused_until = 4102444800000, pause_reason = 'complaints', stopped_at = ${ago(60)}`),
  },
  {
    fault: "a backup put back and not reconciled",
    line: "sending",
    says: /rests until you resume it: restored/,
    fix: /npm run reconcile -- --remote$/,
    unasked: ["lessons", "notices"],
    seed: ({ run }) =>
      run(
        `UPDATE engine SET paused_until = 4102444800000, pause_reason = 'restored', restored_to = ${ago(90)}, restored_at = ${ago(60)}`,
      ),
  },
  {
    fault: "a quota used up",
    line: "quota",
    says: /^100 of 100 mails/,
    fix: /larger plan/,
    seed: (house) => {
      setting({ DAILY_QUOTA: "100" })(house);
      return house.run("UPDATE sending_days SET accepted = 100");
    },
  },
  {
    fault: "a plan with a limit that nobody told",
    line: "plan",
    says: /100 mails a day, DAILY_QUOTA is not set/,
    fix: /DAILY_QUOTA = "100"/,
    seed: ({ limits }) => Object.assign(limits, { dailyQuota: 100 }),
  },
];

export const QUEUE_FAULTS: readonly Fault[] = [
  {
    fault: "no queue",
    line: "queue",
    says: /does not exist/,
    fix: /wrangler queues create ayumi-deliveries/,
    seed: means({ consumersOf: () => Promise.reject(new Error('Queue "ayumi-deliveries" does not exist.')) }),
  },
  {
    fault: "a queue that is not told of",
    line: "queue",
    says: /internal error/,
    fix: /wrangler queues info ayumi-deliveries/,
    seed: means({ consumersOf: () => Promise.reject(new Error("internal error")) }),
  },
  {
    fault: "a queue that nobody reads",
    line: "queue",
    says: /no consumer/,
    fix: /npm run deploy/,
    seed: means({ consumersOf: async () => [] }),
  },
  {
    fault: "consumers side by side",
    line: "queue",
    says: /max_concurrency 10 instead of 1/,
    fix: /npm run deploy/,
    seed: means({ consumersOf: async () => [{ script: "ayumi", settings: { ...consumer, max_concurrency: 10 } }] }),
  },
  {
    fault: "dead letters",
    line: "queue",
    says: /dead_letter_queue lost instead of none/,
    fix: /npm run deploy/,
    seed: means({ consumersOf: async () => [{ script: "ayumi", dead_letter_queue: "lost", settings: consumer }] }),
  },
];
