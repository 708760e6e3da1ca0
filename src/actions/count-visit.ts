/** Counting a visit: one more this week, from there. */

import { countVisit } from "../db/funnel.ts";
import type { Deps } from "../deps.ts";
import { sourceName, weekOf } from "../domain/funnel.ts";
import type { Source } from "../domain/source.ts";

export async function countVisitNow(
  { db, course }: Pick<Deps, "db" | "course">,
  { source, now }: { source: Source; now: number },
): Promise<void> {
  await countVisit(db, { week: weekOf(course.zone, now), source: sourceName(source) }).run();
}
