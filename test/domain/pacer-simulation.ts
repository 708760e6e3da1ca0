/** Drains played in imagined time: consumers of six lines, the paced mailer, the network's delays, and a provider that counts. */

import { IN_FLIGHT } from "../../src/domain/numbers.ts";
import { createPacer, type Pacer } from "../../src/domain/pacer.ts";
import type { Answer, Mailer } from "../../src/mail/mailer.ts";
import { pacedMailer } from "../../src/mail/paced-mailer.ts";
import { type Count, counting, type Habit, type Neighbour, neighbour, type Windows } from "./pacer-provider.ts";
import { imaginedTime, seeded, type Time } from "./pacer-time.ts";

export type Play = {
  readonly windows: Windows;
  readonly limit: number;
  readonly latencyMs: number;
  readonly seed: number;
  /** The way to the provider takes up to this much longer, ms. */
  readonly jitterMs?: number;
  /** The part of requests that are held up on the way, by up to a tenth of a second. */
  readonly heldUp?: number;
  readonly beside?: Habit;
};

export type Drained = {
  /** Requests accepted from our first to our last, ours and the neighbour's, in per cent of the allowance of that time. */
  readonly share: number;
  readonly requests: number;
  readonly refused: number;
};

/** One isolate of the Worker, whose pacer lives from drain to drain. */
type Isolate = {
  readonly play: Play;
  readonly time: Time;
  readonly random: () => number;
  readonly count: Count;
  readonly pacer: Pacer;
  readonly beside: Neighbour | undefined;
};

type Drain = { waiting: number; requests: number; readonly accepted: number[] };

/** How many bells the queue hands to one invocation (wrangler.toml), and how long it takes from one to the next, ms. */
const BELLS = 40;
const BETWEEN_MS = 150;

const USUAL_JITTER_MS = 8;
/** From a drain to the next, and how long a neighbour was there before us. */
const PAUSE_MS = 3_000;

/** What a new isolate's first drain of so many batches used, and the next one. */
export async function playTwice(play: Play, batches: number): Promise<{ cold: Drained; warm: Drained }> {
  const [time, random] = [imaginedTime(), seeded(play.seed)];
  const count = counting(play.windows, play.limit, random);
  const beside = play.beside && neighbour(play.beside, play.limit, { time, count, random });
  const isolate: Isolate = { play, time, random, count, pacer: createPacer(), beside };
  return await time.pass(
    (async () => {
      const cold = await drain(isolate, batches);
      const warm = await drain(isolate, batches);
      return { cold, warm };
    })(),
  );
}

async function drain(isolate: Isolate, batches: number): Promise<Drained> {
  await isolate.time.sleep(PAUSE_MS);
  const drain: Drain = { waiting: batches, requests: 0, accepted: [] };
  while (drain.waiting > 0) {
    const bells = Math.min(drain.waiting, BELLS);
    drain.waiting -= bells;
    drain.waiting += await invocation(isolate, drain, bells);
    await isolate.time.sleep(BETWEEN_MS);
  }
  return reckon(isolate, drain);
}

/** As src/actions/answer-bells.ts does it. Resolves to the bells that are left. */
async function invocation(isolate: Isolate, drain: Drain, bells: number): Promise<number> {
  const { time, pacer } = isolate;
  const mailer = pacedMailer(provider(isolate, drain), pacer, time.now, { sleep: time.sleep });
  let waiting = bells;
  let left = 0;
  async function line(): Promise<void> {
    while (waiting > 0) {
      waiting -= 1;
      const turn = await mailer.takeTurn();
      if (turn) await work(isolate);
      const answer = await turn?.mailer.sendBatch([], "");
      if (answer?.kind === "answered") await work(isolate);
      else left += 1;
      turn?.end();
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, line));
  return left;
}

/** Lease, seal and composing, or recording: mostly tens of milliseconds, seldom more. */
async function work({ time, random }: Isolate): Promise<void> {
  await time.sleep(5 + random() * 40 + (random() < 0.02 ? 100 : 0));
}

/** A quarter of the latency is the way there; what follows varies by a tenth. A refusal comes at once. */
function provider({ play, time, random, count }: Isolate, drain: Drain): Mailer {
  async function call(): Promise<Answer> {
    drain.requests += 1;
    const heldUpMs = random() < (play.heldUp ?? 0) ? random() * 100 : 0;
    await time.sleep(play.latencyMs / 4 + random() * (play.jitterMs ?? USUAL_JITTER_MS) + heldUpMs);
    const { accepted, allowance } = count(time.now());
    if (!accepted) return { kind: "limited", retryAfterMs: 1_000, allowance };
    drain.accepted.push(time.now());
    await time.sleep(play.latencyMs * 0.75 * (0.9 + 0.2 * random()));
    return { kind: "answered", results: [], allowance };
  }
  return { sendBatch: call, sendOne: call };
}

function reckon({ play, beside }: Isolate, { requests, accepted }: Drain): Drained {
  const [first = 0, last = 0] = [accepted[0], accepted.at(-1)];
  const theirs = beside?.accepted.filter((at) => at > first && at < last).length ?? 0;
  const allowed = ((last - first) / 1_000) * play.limit;
  const share = (100 * (accepted.length - 1 + theirs)) / allowed;
  return { share, requests, refused: requests - accepted.length };
}

/** Of many drains: the mean and the least of their shares, and how many of all requests were refused, in per cent. */
export function together(drains: readonly Drained[]): { share: number; least: number; refused: number } {
  const sum = (what: (drained: Drained) => number) => drains.reduce((total, drained) => total + what(drained), 0);
  return {
    share: sum(({ share }) => share) / drains.length,
    least: Math.min(...drains.map(({ share }) => share)),
    refused: (100 * sum(({ refused }) => refused)) / sum(({ requests }) => requests),
  };
}
