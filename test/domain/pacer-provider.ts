/** A team's allowance as providers count it, and a second sender who uses it too. */

import type { Allowance } from "../../src/domain/pacer.ts";
import type { Time } from "./pacer-time.ts";

/** The first is how our post office counts; the others are as common. */
export type Windows = "from the first request" | "by the clock" | "sliding";

/** Half the allowance: evenly; a second's share at once; four seconds on, four off; whenever it happens. */
export type Habit = "steady" | "in bursts" | "on and off" | "at random";

export type Count = (now: number) => { accepted: boolean; allowance: Allowance };

const WINDOW_MS = 1_000;

export function counting(windows: Windows, limit: number, random: () => number): Count {
  const phase = random() * WINDOW_MS;
  let began = Number.NEGATIVE_INFINITY;
  let used: number[] = [];
  return (now) => {
    const inClockWindow = now - ((now - phase) % WINDOW_MS);
    if (windows === "sliding") used = used.filter((at) => at > now - WINDOW_MS);
    else if (windows === "by the clock") used = used.filter((at) => at >= inClockWindow);
    else if (now >= began + WINDOW_MS) [began, used] = [now, []];
    const accepted = used.length < limit;
    if (accepted) used.push(now);
    return { accepted, allowance: { limit, remaining: limit - used.length } };
  };
}

export type Neighbour = { readonly accepted: number[]; refused: number; hasLeft: boolean };

/** Sends from now on until it has left. */
export function neighbour(habit: Habit, limit: number, { time, count, random }: Surroundings): Neighbour {
  const self: Neighbour = { accepted: [], refused: 0, hasLeft: false };
  const began = time.now();
  async function live(): Promise<void> {
    for (let round = 0; !self.hasLeft; round++) {
      const { waitMs, requests } = rhythm(habit, limit, random, { round, passedMs: time.now() - began });
      await time.sleep(waitMs);
      for (let request = 0; request < requests; request++) {
        if (count(time.now()).accepted) self.accepted.push(time.now());
        else self.refused += 1;
      }
    }
  }
  void live();
  return self;
}

type Surroundings = { readonly time: Time; readonly count: Count; readonly random: () => number };

/** How long it waits, and how many requests it makes then. A timer is up to two milliseconds late, and never early. */
function rhythm(
  habit: Habit,
  limit: number,
  random: () => number,
  { round, passedMs }: { round: number; passedMs: number },
): { waitMs: number; requests: number } {
  const evenMs = (2 * WINDOW_MS) / limit;
  switch (habit) {
    case "steady":
      return { waitMs: (round === 0 ? random() : 1) * evenMs + random() * 2, requests: 1 };
    case "on and off":
      return { waitMs: evenMs + random() * 2, requests: passedMs % 8_000 < 4_000 ? 1 : 0 };
    case "in bursts":
      return { waitMs: WINDOW_MS + random() * 2, requests: Math.floor(limit / 2) + (round % 2) * (limit % 2) };
    case "at random":
      return { waitMs: -Math.log(1 - random()) * evenMs, requests: 1 };
  }
}
