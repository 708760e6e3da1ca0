/** The provider's pace, played through in imagined time: the allowance is used, and hardly ever exceeded. */

import { expect, test } from "vitest";
import { createPacer } from "../../src/domain/pacer.ts";

const IN_FLIGHT = 6;

/** A team's allowance in windows of a second that begin with their first request. */
function provider(limit: number) {
  let began = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (now: number) => {
    if (now >= began + 1_000) {
      began = now;
      used = 0;
    }
    const accepted = used < limit;
    if (accepted) used += 1;
    return { accepted, allowance: { limit, remaining: limit - used } };
  };
}

type Play = { limit: number; latency: number; requests: number; jitter?: number; othersEvery?: number };

/** Drains `requests` through the pacer; the network and a second sender of the same team take their time. */
function drain({ limit, latency, requests, jitter = 0, othersEvery }: Play) {
  const pacer = createPacer();
  const ask = provider(limit);
  const random = seeded(7);
  const answers: { at: number; tell: () => void }[] = [];
  let [now, done, refused, othersAt] = [1_000_000, 0, 0, 1_000_000];
  const began = now;
  while (done < requests) {
    while (answers.length >= IN_FLIGHT) now = Math.max(now, hear(answers));
    const slot = pacer.takeSlot(now);
    while ((answers[0]?.at ?? Number.POSITIVE_INFINITY) <= slot) hear(answers);
    now = slot;
    const arrival = now + latency / 2 + random() * jitter;
    for (; othersEvery !== undefined && othersAt <= arrival; othersAt += othersEvery) ask(othersAt);
    const { accepted, allowance } = ask(arrival);
    const sentAt = now;
    if (accepted) done += 1;
    else refused += 1;
    answers.push({
      at: sentAt + latency + jitter,
      tell: () => {
        pacer.learn(allowance);
        if (!accepted) pacer.holdUntil(sentAt + latency + 1_000);
      },
    });
    answers.sort((a, b) => a.at - b.at);
  }
  const seconds = (now - began) / 1_000;
  const free = othersEvery === undefined ? limit : limit - 1_000 / othersEvery;
  return { share: requests / seconds / free, refused: refused / (requests + refused) };
}

function hear(answers: { at: number; tell: () => void }[]): number {
  const next = answers.shift();
  next?.tell();
  return next?.at ?? 0;
}

function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

for (const limit of [2, 5, 10]) {
  for (const latency of [50, 200, 800]) {
    if ((limit * latency) / 1_000 > 5) continue;

    test(`${limit} requests a second at ${latency} ms: the allowance is used`, () => {
      const { share, refused } = drain({ limit, latency, requests: 200, jitter: 8 });
      expect(share).toBeGreaterThan(0.95);
      expect(refused).toBeLessThan(0.005);
    });

    test(`${limit} requests a second at ${latency} ms, half of them another sender's: most of the rest, few refusals`, () => {
      const { share, refused } = drain({ limit, latency, requests: 400, othersEvery: 2_000 / limit });
      expect(share).toBeGreaterThan(0.7);
      expect(refused).toBeLessThan(0.04);
    });
  }
}

test("a larger allowance is learned from the first answer, and counts from the last slot taken in the dark", () => {
  const pacer = createPacer();
  const dark = [0, 0].map(() => pacer.takeSlot(0));
  pacer.learn({ limit: 10, remaining: 9 });

  expect(dark[1]).toBeCloseTo(507.5);
  expect(pacer.takeSlot(60)).toBeCloseTo(507.5 + 101.5);
  expect(pacer.takeSlot(60)).toBeCloseTo(507.5 + 203);
});

test("after a refusal nothing leaves before the time the provider named", () => {
  const pacer = createPacer();
  pacer.takeSlot(0);
  pacer.holdUntil(5_000);

  expect(pacer.takeSlot(10)).toBe(5_000);
});
