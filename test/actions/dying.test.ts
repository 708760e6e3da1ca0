/** The Worker stopped, and the database failing, at each step of everything it does: afterwards each reader has each mail once, and nobody is stuck. */

import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { courseShape } from "../../src/domain/place.ts";
import { openRoom } from "../support/current.ts";
import { dying } from "../support/dying.ts";
import { engine } from "../support/engine.ts";
import { failing } from "../support/failing.ts";
import { byHand } from "../support/scenes/by-hand.ts";
import { news } from "../support/scenes/news.ts";
import type { Scene } from "../support/scenes/scene.ts";
import { told } from "../support/scenes/told.ts";
import { visits } from "../support/scenes/visits.ts";
import { work } from "../support/scenes/work.ts";

/** Breaks at the given step; step 0 never comes. */
type Breaking = (deps: Deps, step: number) => { deps: Deps; steps: () => number };

/**
 * Dying before a step is dying after the one before it; a D1 that fails before a call leaves what it leaves when it takes all
 * of the call back.
 */
const WAYS: readonly [string, Breaking][] = [
  ["the Worker dies after", (deps, step) => dying(deps, { step, moment: "after" })],
  ["D1 fails in the middle of", (deps, step) => failing(deps, { step, moment: "during" })],
  ["D1 fails after", (deps, step) => failing(deps, { step, moment: "after" })],
];

for (const scene of [...visits, ...byHand, ...work, ...news, ...told]) {
  for (const [way, breaking] of WAYS) {
    test(`${scene.name}; ${way} each step`, async () => {
      const steps = await run(scene, breaking, 0);
      expect(steps).toBeGreaterThan(0);
      for (let step = 1; step <= steps; step++) await run(scene, breaking, step);
    });
  }
}

/** Plays the scene from an empty house; returns how many steps it took. */
async function run(scene: Scene, breaking: Breaking, fatal: number): Promise<number> {
  await emptyHouse();
  const house = engine();
  await scene.before?.(house);
  const { deps, steps } = breaking(house.deps, fatal);
  const broke = await scene.act(deps).then(
    () => false,
    () => true,
  );
  if (fatal === 0) expect(broke).toBe(false);
  await scene.after(house);
  return steps();
}

/** A new post office, and nobody in the database; the engine has planned with today's course. */
async function emptyHouse() {
  await openRoom();
  const { db, course } = engine().deps;
  const tables = [
    "mail_events",
    "notices",
    "consultations",
    "deliveries",
    "batches",
    "enrollments",
    "consents",
    "suppressions",
  ];
  await db.batch([
    db.prepare("DROP TRIGGER IF EXISTS consents_stay"),
    ...[...tables, "subscribers", "sending_days"].map((table) => db.prepare(`DELETE FROM ${table}`)),
    db
      .prepare("UPDATE engine SET paused_until = NULL, pause_reason = NULL, stopped_at = NULL, course_shape = ?1")
      .bind(courseShape(course)),
  ]);
}
