/** What people do. Whoever finds the page broken presses the button again. */

import { expect } from "vitest";
import { askAndRing, confirmAndDeliver, confirmNow, signUpAndRing, stop } from "../acts.ts";
import { type Engine, rows } from "../engine.ts";
import { arrivals } from "../post-office.ts";
import { recover, type Scene, waitingForFears } from "./scene.ts";

export const HANAKO = "hanako@example.com";

export const visits: readonly Scene[] = [
  {
    name: "signing up",
    act: (deps) => signUpAndRing(deps, HANAKO),
    after: async (house) => {
      await signUpAndRing(house.deps, HANAKO);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 1, many: [] });
    },
  },
  {
    name: "confirming",
    before: ({ deps }) => signUpAndRing(deps, HANAKO),
    act: (deps) => confirmAndDeliver(deps, HANAKO),
    after: hasHerGuide,
  },
  {
    name: "coming back after a stop",
    before: async (house) => {
      await signUpAndRing(house.deps, HANAKO);
      await confirmNow(house.deps, HANAKO);
      await stop(house.deps, HANAKO);
      await recover(house);
      expect(await rows("SELECT status, reason FROM deliveries")).toEqual([
        { status: "skipped", reason: "unsubscribed" },
      ]);
    },
    act: (deps) => confirmAndDeliver(deps, HANAKO),
    after: hasHerGuide,
  },
  {
    name: "asking for a consultation",
    act: (deps) => askAndRing(deps, HANAKO),
    after: async (house) => {
      await askAndRing(house.deps, HANAKO);
      await recover(house);
      expect(await rows("SELECT email FROM consultations")).toEqual([{ email: HANAKO }]);
      expect(await arrivals()).toMatchObject({ total: 2, many: [] });
    },
  },
  {
    name: "stopping",
    before: ({ deps }) => waitingForFears(deps, 1),
    act: (deps) => stop(deps, "reader0@example.com"),
    after: async (house) => {
      await stop(house.deps, "reader0@example.com");
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 0 });
    },
  },
];

async function hasHerGuide(house: Engine) {
  await confirmAndDeliver(house.deps, HANAKO);
  await recover(house);
  expect(await rows("SELECT lesson, status FROM deliveries")).toEqual([{ lesson: "intro-guide", status: "sent" }]);
  expect((await arrivals()).many).toEqual([]);
}
