/** The storm: the house lives for a moment, is killed in the middle of its work, and starts anew on the same D1 file. */

import { setTimeout as sleep } from "node:timers/promises";
import { resumeSending } from "../../src/db/engine.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { databaseBy } from "../../src/local/database-by.ts";
import { type Random, seeded } from "../support/random.ts";
import type { House } from "./house.ts";
import { postMortem, STANDING, type Standing } from "./ledger.ts";
import { meanwhile } from "./meanwhile.ts";
import type { Soak } from "./soaking.ts";

/** Short lives end in the middle of their first calls, long ones get through a day's batches. Milliseconds of real time. */
const SHORT_AFTER_CALL = 120;
const LONG = { least: 3_000, span: 5_500 };
/** A life that has nothing to send ends after this. */
const CALL_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 20;

/** While it may be sending, the house sees no more of time go by than this: its batches must not outlive the provider's memory of their keys by our jumps alone. */
const JUMPS_AT_WORK = 3 * HOUR;
/** The clock runs by itself, and cannot be put back. */
const CLOCK_GRAIN_MS = 50;
const LONGEST_BREATH_MS = 500;
/** What the dead had sent off is accepted within this: longer than the provider's latency. */
const LAST_WORDS_MS = 200;

/** How long nobody is there after a power cut. */
const ABSENCES = [0, 0, MINUTE, 11 * MINUTE, 11 * MINUTE, 31 * MINUTE, 31 * MINUTE, 2 * HOUR, 5 * HOUR, 13 * HOUR];
const LONG_ABSENCES = [21 * HOUR, 26 * HOUR] as const;
const LONG_ABSENCE_ONCE_IN = 25;

/** For so few open batches nobody waits with the next day: their retries go on beside it. */
const STRAGGLERS = 10;

/** Until `deadline` (real unix ms), the ordered number of kills in the middle of batches' calls, or the end of everybody's course. */
export async function storm(soak: Soak, deadline: number): Promise<void> {
  const random = seeded(soak.seed);
  const rhythm = seeded(soak.seed + 2);
  while (Date.now() < deadline && soak.tally.killsMidCall < soak.kills) {
    const isShort = random.once(3) || soak.hurried;
    const lifeMs = isShort ? random.under(SHORT_AFTER_CALL) : LONG.least + random.under(LONG.span);
    const absence = random.once(LONG_ABSENCE_ONCE_IN)
      ? random.pick(LONG_ABSENCES)
      : (ABSENCES[random.under(ABSENCES.length)] ?? 0);
    await liveAndDie(soak, rhythm, async () => {
      if (isShort) await nextCall(soak);
      await sleep(lifeMs);
    });
    const standing = await lookAtTheDead(soak);
    if (isOver(soak, standing)) return;
    await beAway(soak, standing, absence);
  }
}

async function liveAndDie(soak: Soak, rhythm: Random, life: () => Promise<void>): Promise<void> {
  const house = await soak.start();
  const dead = new AbortController();
  const living = live(soak, house, rhythm, dead);
  await Promise.race([life(), living]);
  dead.abort();
  await house.kill();
  soak.tally.kills += 1;
  await living;
}

/** Resolves with the next request to the provider, or when none comes. */
async function nextCall({ postOffice }: Soak): Promise<void> {
  const { requests } = await requestsSoFar(postOffice.url);
  for (let waited = 0; waited < CALL_WITHIN_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    if ((await requestsSoFar(postOffice.url)).requests > requests) return;
  }
}

/** Ticks come alone, doubled and overlapping. Ends by itself when there is nothing to do until somebody moves the clock far. */
async function live(soak: Soak, house: House, rhythm: Random, dead: AbortController): Promise<void> {
  const ticks: Promise<void>[] = [];
  let jumped = 0;
  await authorResumes(soak, house).catch(() => undefined);
  while (!dead.signal.aborted) {
    const these = Array.from({ length: rhythm.pick([1, 2, 2, 3]) }, () => tick(soak, house, rhythm.under(40)));
    const around = meanwhile(soak, house);
    ticks.push(...these);
    if (rhythm.once(2)) await Promise.all(these);
    await Promise.all([around, sleep(rhythm.under(LONGEST_BREATH_MS))]);
    const jump = rhythm.pick([0, MINUTE, 11 * MINUTE, 11 * MINUTE]);
    const standing = await standingOf(house).catch(() => null);
    if (standing === null || dead.signal.aborted) break;
    if (standing.paused_until !== null || isOver(soak, standing)) break;
    if (standing.open === 0 && isLater(soak, standing.due_at)) {
      await Promise.all(ticks.splice(0));
      await moveTo(soak, standing.due_at ?? 0);
      jumped = 0;
    } else if (jumped + jump <= JUMPS_AT_WORK) {
      await moveTo(soak, soak.postOffice.now() + jump);
      jumped += jump;
    }
  }
  await Promise.all(ticks);
}

/** Complaints stop the house soon: the author looks from time to time, and lets it go on. */
export async function authorResumes({ postOffice }: Soak, house: House): Promise<void> {
  const { stopped_at } = await standingOf(house);
  if (stopped_at !== null) await databaseBy(house.ask).batch(resumeSending(databaseBy(house.ask), postOffice.now()));
}

async function tick(soak: Soak, house: House, afterMs: number): Promise<void> {
  await sleep(afterMs);
  soak.tally.ticks[await house.tick(soak.postOffice.now())] += 1;
}

export async function standingOf(house: House): Promise<Standing> {
  const [rows] = await house.ask([{ sql: STANDING, values: [] }]);
  return rows?.[0] as Standing;
}

function isLater(soak: Soak, time: number | null): boolean {
  return time !== null && time > soak.postOffice.now();
}

export async function moveTo(soak: Soak, time: number): Promise<void> {
  const ahead = time - soak.postOffice.now();
  if (ahead > CLOCK_GRAIN_MS) await soak.postOffice.moveClock(time);
}

/** What the kill met: batches in the middle of their first call, and those of them that the provider accepted all the same. */
async function lookAtTheDead(soak: Soak): Promise<Standing> {
  const { directory, postOffice, tally } = soak;
  await sleep(LAST_WORDS_MS);
  const mortem = postMortem(directory);
  const { standing } = mortem;
  const calling = mortem.calling.filter((key) => !tally.metMidCall.has(key));
  for (const key of calling) tally.metMidCall.add(key);
  const { accepted, keys } = await requestsSoFar(postOffice.url);
  const unrecorded = calling.filter((key) => keys[key] !== undefined).length;
  tally.killsMidCall += calling.length > 0 ? 1 : 0;
  tally.batchesUnrecorded += unrecorded;
  const clock = new Date(postOffice.now()).toISOString().slice(0, 16);
  const seconds = Math.round((Date.now() - soak.startedAt) / 1_000);
  soak.say(
    `${seconds} s: kill ${tally.kills} met ${calling.length} batches under way (${unrecorded} accepted, not recorded), ` +
      `${standing.open} open; ${accepted} mails, ${standing.done} of ${soak.readers} readers done; it is ${clock}Z`,
  );
  return standing;
}

type Requests = { requests: number; accepted: number; keys: Record<string, number> };

async function requestsSoFar(url: string): Promise<Requests> {
  return (await (await fetch(`${url}/_local/requests`)).json()) as Requests;
}

export function isOver({ readers }: Soak, { open, done, due_at }: Standing): boolean {
  return open === 0 && done === readers && due_at === null;
}

/** Time goes by while nobody is there; a pause is mostly waited for. */
async function beAway(soak: Soak, { paused_until, open, due_at }: Standing, absence: number): Promise<void> {
  const now = soak.postOffice.now();
  if (paused_until !== null && paused_until > now) await moveTo(soak, Math.min(paused_until + MINUTE, now + DAY));
  else if (open <= STRAGGLERS && isLater(soak, due_at)) await moveTo(soak, (due_at ?? 0) + absence);
  else await moveTo(soak, now + absence);
}
