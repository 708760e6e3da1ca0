/** Keeping the provider's pace: when the next request may leave, so that the allowance is used and not exceeded. */

import { SECOND } from "./numbers.ts";

/** What an answer told of the allowance: requests in a window of one second for the whole team, and how many are left of it. */
export type Allowance = { limit: number; remaining: number };

/** A request that left us: when (unix ms), how long its answer took, and how much later than others it may have arrived, ms. */
export type Departure = { readonly at: number; tookMs: number; lateMs: number };

/**
 * Of each window we take what others leave of it: a request waits until the one `ours` places before it is a window old. So no
 * window has too many, whether windows are fixed, wherever they begin, or sliding; and a request that comes late delays only
 * its own place in each window. A run (requests without a long pause between them) begins evenly spread. What others take is
 * told by `remaining`: what is neither left nor ours is theirs.
 */
export type Pacer = {
  /** Requests in a window, all senders together. */
  limit: number;
  /** How much longer our window is than the provider's, ms. */
  margin: number;
  /** Nothing leaves before; unix ms. */
  heldUntil: number;
  /** Our accepted requests of the last seconds, oldest first. */
  departures: Departure[];
  /** How many requests of others a window had, and until when to reckon with as many (unix ms). */
  sightings: { readonly others: number; readonly until: number }[];
};

/** Requests a second that we assume before the first answer: the smallest allowance Resend ever gave. */
const ASSUMED = 2;

const WINDOW = SECOND;

/** For the network's jitter: a request that was held up, and the one a window later that was not. Wider after each refusal that only jitter explains. */
const MARGIN = 25;
const WIDER = 10;
const WIDEST = 45;

/** Others are reckoned with for this long after an answer showed them: half of them come as seldom as that. */
const REMEMBERED = 10 * SECOND;

/** An answer that took longer tells the limit, but no more who sent meanwhile. */
const STALE = REMEMBERED / 2;

/** A slow answer may come of slow sending or of slow work over there. We reckon with the former up to this, ms. */
const LATEST = 100;

/** A run goes on after a pause as short as that between two invocations, and makes up for it. */
const PAUSE = 2 * WINDOW;

/** Beside others we keep at least this much of the even distance, as nobody knows when theirs come. */
const EVENLY = 0.9;

export function createPacer(): Pacer {
  return { limit: ASSUMED, margin: MARGIN, heldUntil: 0, departures: [], sightings: [] };
}

/** When the next request may leave if `ahead` others are to leave before it; unix ms, not before `now`. */
export function nextSlot(pacer: Pacer, now: number, ahead = 0): number {
  const times = pacer.departures.map(({ at, lateMs }) => at + lateMs);
  for (let taken = 0; taken < ahead; taken++) times.push(slotAfter(pacer, times, now));
  return slotAfter(pacer, times, now);
}

function slotAfter(pacer: Pacer, times: readonly number[], now: number): number {
  const earliest = Math.max(now, pacer.heldUntil);
  const last = times.at(-1);
  if (last === undefined) return earliest;
  const window = WINDOW + pacer.margin;
  const others = othersNow(pacer, now);
  const ours = Math.max(1, pacer.limit - others);
  const run = runOf(times, ours, others > 0 ? window : PAUSE);
  const inWindow = (times.at(-run) ?? last) + (run * window) / ours;
  return Math.max(earliest, inWindow, others > 0 ? last + (EVENLY * window) / ours : 0);
}

/** How many of the newest, at most `most`, left without a longer pause than `pause` between them. */
function runOf(times: readonly number[], most: number, pause: number): number {
  let run = 1;
  while (run < most && (times.at(-run) ?? 0) - (times.at(-run - 1) ?? Number.NEGATIVE_INFINITY) <= pause) run += 1;
  return run;
}

function othersNow({ sightings }: Pacer, now: number): number {
  return Math.max(0, ...sightings.filter(({ until }) => until > now).map(({ others }) => others));
}

/** A request leaves now (unix ms). */
export function leave(pacer: Pacer, now: number): Departure {
  const departure = { at: now, tookMs: Number.NaN, lateMs: 0 };
  pacer.departures = [...pacer.departures.filter(({ at }) => at > now - REMEMBERED), departure];
  return departure;
}

/** What the answer to an accepted request told at `now`. */
export function learn(pacer: Pacer, departure: Departure, { limit, remaining }: Allowance, now: number): void {
  pacer.limit = limit;
  const tookMs = now - departure.at;
  departure.lateMs = lateness(pacer, tookMs);
  departure.tookMs = tookMs;
  if (tookMs <= STALE) noteOthers(pacer, limit - remaining - oursBeside(pacer, departure, WINDOW), now);
}

type Refusal = { readonly allowance: Allowance | undefined; readonly now: number; readonly until: number };

/** The request was refused for its rate: nothing leaves before `until`. The window was full without it: of ours, or of others' too. */
export function refuse(pacer: Pacer, departure: Departure, { allowance, now, until }: Refusal): void {
  pacer.limit = allowance?.limit ?? pacer.limit;
  pacer.heldUntil = Math.max(pacer.heldUntil, until);
  pacer.departures = pacer.departures.filter((one) => one !== departure);
  const others = pacer.limit - oursBeside(pacer, departure, WINDOW + WIDEST);
  if (others > 0) noteOthers(pacer, others, now);
  else pacer.margin = Math.min(WIDEST, pacer.margin + WIDER);
}

/** How much longer an answer took than three of four before it, ms: so much later its request may have arrived. */
function lateness({ departures }: Pacer, tookMs: number): number {
  const before = departures.flatMap((one) => (one.tookMs >= 0 ? [one.tookMs] : [])).sort((a, b) => a - b);
  const usual = before[Math.floor(before.length * 0.75)] ?? tookMs;
  return Math.min(LATEST, Math.max(0, tookMs - usual));
}

/** How many of ours the provider may have counted in one window with it: who was held up on the way is nobody else. */
function oursBeside({ departures, margin }: Pacer, departure: Departure, window: number): number {
  const latest = ({ at, lateMs }: Departure) => at + Math.max(margin, lateMs);
  return departures.filter((one) => one.at < latest(departure) && latest(one) > departure.at - window).length;
}

/** Whoever appears is given half for a window: so long it can take until an answer shows all that she sends. */
function noteOthers(pacer: Pacer, others: number, now: number): void {
  const isNew = others > 0 && othersNow(pacer, now) === 0;
  const half = isNew ? [{ others: Math.floor(pacer.limit / 2), until: now + WINDOW }] : [];
  const known = pacer.sightings.filter(({ until }) => until > now);
  pacer.sightings = [...known, ...half, { others, until: now + REMEMBERED }];
}
