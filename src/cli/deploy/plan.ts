/** The plan as a deploy asks for it: of the live database, in a few lines, with the dangers that nobody has accepted. */

import type { Course } from "../../domain/course.ts";
import { unaccepted, unknownNames } from "../plan/accept.ts";
import { type Asked, askPlan } from "../plan/ask.ts";
import { dangersTold } from "../plan/dangers.ts";
import { editsTold } from "../plan/told.ts";

type Order = { readonly course: Course; readonly accept: readonly string[]; readonly now: number };

/** `open`: names of dangers that forbid the deploy. Rejects when the live database cannot be asked. */
export async function planToDeploy(order: Order): Promise<{ told: string; open: string[] }> {
  return judged(await askPlan({ ...order, remote: true }), order);
}

export function judged(asked: Asked, { course, accept }: Omit<Order, "now">): { told: string; open: string[] } {
  if (asked.kind !== "planned") return { told: asked.words, open: [] };
  const { edits, underWay, touched, dangers } = asked.plan;
  const slips = unknownNames(dangers, accept).map((name) => `--accept ${name}: there is no such danger.`);
  const readers = `${underWay.toLocaleString("en")} under way; a lesson or a date changes for ${touched.toLocaleString("en")}`;
  return {
    told: [readers, editsTold(edits), dangersTold(dangers, { course, accept }), ...slips].join("\n"),
    open: unaccepted(dangers, accept).map(({ name }) => name),
  };
}
