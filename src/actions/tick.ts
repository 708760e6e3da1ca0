/** The tick: claims who is due, brings in some of who was imported, then sweeps, unless there is nothing that a sweep could find. */

import type { Deps } from "../deps.ts";
import type { TickLimits } from "../domain/numbers.ts";
import { queueDueLessons, type TickReport } from "./queue-due-lessons.ts";
import { type SweepReport, sweep } from "./sweep.ts";
import { workOffImports } from "./work-off-imports.ts";

const NOTHING_SWEPT: SweepReport = { rung: 0, closed: 0, forgotten: 0, consents_removed: 0 };

/** `tell` hears what was done, also when claiming failed: the sweep is what puts things right again. `now` is unix ms. */
export async function tick(
  deps: Pick<Deps, "db" | "queue" | "course" | "mails" | "config">,
  input: { now: number; limits?: TickLimits },
  tell: (report: Partial<TickReport> & SweepReport & { imported?: number }) => void,
): Promise<void> {
  let report: Partial<TickReport> & { imported?: number } = {};
  try {
    report = await queueDueLessons(deps, input);
    const { importing, ...told } = report;
    report = importing ? { ...told, imported: await imported(deps, input, told.state) } : told;
  } finally {
    tell({ ...report, ...(report.leftovers === false ? NOTHING_SWEPT : await sweep(deps, input)) });
  }
}

/** While sending rests, or the course is planned anew, nobody is brought in. */
async function imported(
  deps: Pick<Deps, "db" | "queue" | "course" | "config">,
  { now }: { now: number },
  state: TickReport["state"] | undefined,
): Promise<number> {
  if (state === "paused" || state === "replanning") return 0;
  return (await workOffImports(deps, { now })).brought;
}
