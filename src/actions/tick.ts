/** The tick: claims who is due, then sweeps, unless there is nothing that a sweep could find. */

import type { Deps } from "../deps.ts";
import type { TickLimits } from "../domain/numbers.ts";
import { queueDueLessons, type TickReport } from "./queue-due-lessons.ts";
import { type SweepReport, sweep } from "./sweep.ts";

const NOTHING_SWEPT: SweepReport = { rung: 0, closed: 0, forgotten: 0, consents_removed: 0 };

/** `tell` hears what was done, also when claiming failed: the sweep is what puts things right again. `now` is unix ms. */
export async function tick(
  deps: Pick<Deps, "db" | "queue" | "course" | "mails" | "config">,
  input: { now: number; limits?: TickLimits },
  tell: (report: Partial<TickReport> & SweepReport) => void,
): Promise<void> {
  let report: Partial<TickReport> = {};
  try {
    report = await queueDueLessons(deps, input);
  } finally {
    tell({ ...report, ...(report.leftovers === false ? NOTHING_SWEPT : await sweep(deps, input)) });
  }
}
