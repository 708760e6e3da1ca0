/** A mailer whose calls take turns, so that the provider's pace and the platform's limits are kept. */

import { LEASE, PROVIDER_TIMEOUT, SECOND } from "../domain/numbers.ts";
import { type Departure, learn, leave, nextSlot, type Pacer, refuse } from "../domain/pacer.ts";
import type { Answer, Mailer } from "./mailer.ts";

/** One sender's turn: its mailer's first call has its place in the pace already. */
export type Turn = {
  readonly mailer: Mailer;
  /** Gives the place back if no call was made. */
  end(): void;
};

/** Its own two calls are out of turn: they wait for a place like the second call of a turn. */
export type PacedMailer = Mailer & {
  /**
   * Waits until the next call is about to be allowed. Asked for before a batch is leased: a Worker that dies while it waits has
   * left nothing uncertain. Undefined when this invocation should make no more: its calls are used up, or the provider wants a
   * longer pause.
   */
  takeTurn(): Promise<Turn | undefined>;
  /** How much longer the provider wants us to pause, ms. */
  holdsFor(): number;
};

/**
 * The free plan allows 50 external requests an invocation (Workers limits), and a redirect would count too. Some eight for each
 * of `IN_FLIGHT` lines, none longer than `PROVIDER_TIMEOUT`, also end well within a consumer's 15 minutes. The next invocation
 * finds the same pace, and makes up for a pause of less than a window between the two.
 */
export const CALLS_PER_INVOCATION = 45;

/** A turn begins this much before its place in the pace, ms: about what lease, seal and composing take. */
const LEAD = 100;

/** Nobody waits out a longer hold: that is the queue's business. */
const LONGEST_WAIT = 2 * SECOND;

/** No call of a turn starts later than this after its beginning, so that no lease ends mid-request. */
const TURN = LEASE - PROVIDER_TIMEOUT;

/** Tries of a call that is refused for the rate. */
const TRIES = 5;

type Options = {
  /** Resolves after so many ms. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly calls?: number;
};

type Gate = {
  readonly pacer: Pacer;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  callsLeft: number;
  /** Let in by the door, not yet out. */
  inside: number;
  /** The last in each line. */
  door: Promise<unknown>;
  exit: Promise<unknown>;
  /** Those who wait for a time that an answer may bring forward. */
  sleepers: (() => void)[];
};

type Place = { readonly until: number; taken: boolean };

/** For one invocation. `pacer` may outlive it; `clock`: unix ms of real time. Only calls made through this mailer share its pace. */
export function pacedMailer(mailer: Mailer, pacer: Pacer, clock: () => number, options: Options = {}): PacedMailer {
  const { sleep = pause, calls = CALLS_PER_INVOCATION } = options;
  const line = Promise.resolve();
  const gate: Gate = { pacer, clock, sleep, callsLeft: calls, inside: 0, door: line, exit: line, sleepers: [] };
  return {
    ...mailerAt(gate, { until: Number.POSITIVE_INFINITY, taken: false }, mailer),
    takeTurn: () => takeTurn(gate, mailer),
    holdsFor: () => holdsFor(gate),
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

function takeTurn(gate: Gate, mailer: Mailer): Promise<Turn | undefined> {
  const turn = gate.door.then(async () => {
    if (gate.callsLeft === 0) return undefined;
    if (!(await isTime(gate, () => nextSlot(gate.pacer, gate.clock(), gate.inside) - LEAD))) return undefined;
    const place = { until: gate.clock() + TURN, taken: comeIn(gate) };
    return { mailer: mailerAt(gate, place, mailer), end: () => giveBack(gate, place) };
  });
  gate.door = turn;
  return turn;
}

function mailerAt(gate: Gate, place: Place, mailer: Mailer): Mailer {
  return {
    sendBatch: (mails, key) => paced(gate, place, () => mailer.sendBatch(mails, key)),
    sendOne: (mail, key) => paced(gate, place, () => mailer.sendOne(mail, key)),
  };
}

async function paced(gate: Gate, place: Place, call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const departure = await goOut(gate, place);
    if (!departure) return { kind: "limited", retryAfterMs: Math.max(SECOND, holdsFor(gate)) };
    const answer = await call();
    hear(gate, departure, answer);
    if (answer.kind !== "limited" || attempt === TRIES || answer.retryAfterMs > LONGEST_WAIT) return answer;
  }
}

/** Undefined when the turn's time or the invocation's calls are used up, or the provider wants a longer pause. */
function goOut(gate: Gate, place: Place): Promise<Departure | undefined> {
  const departure = gate.exit.then(async () => {
    place.taken ||= comeIn(gate);
    if (!place.taken || !(await isTime(gate, () => nextSlot(gate.pacer, gate.clock())))) return undefined;
    if (gate.clock() > place.until) return undefined;
    place.taken = false;
    gate.inside -= 1;
    return leave(gate.pacer, gate.clock());
  });
  gate.exit = departure;
  return departure;
}

function comeIn(gate: Gate): boolean {
  if (gate.callsLeft === 0) return false;
  gate.callsLeft -= 1;
  gate.inside += 1;
  return true;
}

function giveBack(gate: Gate, place: Place): void {
  if (!place.taken) return;
  place.taken = false;
  gate.inside -= 1;
  gate.callsLeft += 1;
  wake(gate);
}

function holdsFor({ pacer, clock }: Gate): number {
  return Math.max(0, pacer.heldUntil - clock());
}

/** Sleeps until `time` (unix ms), which is asked anew after each answer. False when the provider wants a longer pause. */
async function isTime(gate: Gate, time: () => number): Promise<boolean> {
  for (let wait = time() - gate.clock(); wait > 0; wait = time() - gate.clock()) {
    if (holdsFor(gate) > LONGEST_WAIT) return false;
    await Promise.race([gate.sleep(wait), new Promise<void>((resolve) => gate.sleepers.push(resolve))]);
  }
  return true;
}

function hear(gate: Gate, departure: Departure, answer: Answer): void {
  const now = gate.clock();
  const { allowance } = answer;
  if (answer.kind === "limited") refuse(gate.pacer, departure, { allowance, now, until: now + answer.retryAfterMs });
  else if (allowance) learn(gate.pacer, departure, allowance, now);
  wake(gate);
}

function wake(gate: Gate): void {
  for (const resolve of gate.sleepers.splice(0)) resolve();
}
