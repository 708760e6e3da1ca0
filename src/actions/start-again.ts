/** Starting again from a lesson: a new part of her course begins there, and the one before ends in its favour. */

import { beginPart, type HadRow, lessonsHad } from "../db/by-hand.ts";
import { claim } from "../db/claims.ts";
import { type Deed, noteIfChanged } from "../db/desk-deeds.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons, type Lesson } from "../domain/course.ts";
import { keysOf } from "../domain/place.ts";
import { dailyLimit, planClaim } from "./plan-claim.ts";
import { isStopped, readerOf, type Unknown } from "./reader-of.ts";

export type StartedAgain =
  | { kind: "begun"; batchIds: string[] }
  /** The part she saw has ended already: a second click, another tab. */
  | { kind: "already" }
  | { kind: "too-often" }
  /** A lesson that the course does not have, or that she has not had and the author did not choose for her. */
  | { kind: "not-hers" }
  | { kind: "stopped" }
  | Unknown;

/** `byAuthor`: who asked for her, and may choose any lesson. */
type Wish = { token: string; lesson: string; part: number; now: number; byAuthor?: Deed };

/** One transaction. `part` is the one she saw; its key in the table makes "once" true, and the ledger's key holds for each part. */
export async function startAgain(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, lesson: key, part, now, byAuthor }: Wish,
): Promise<StartedAgain> {
  const { db, course, config } = deps;
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  if (isStopped(known)) return { kind: "stopped" };
  const { reader, clock, passage } = known;
  if (passage.part !== part) return { kind: "already" };
  const lesson = byAuthor
    ? activeLessons(course).find((one) => one.key === key)
    : await lessonOfHers(deps, reader.address_hash, key);
  if (!lesson) return { kind: "not-hers" };
  const whom = { limit: 1, dailyLimit: dailyLimit(config), now, subscriberId: reader.id };
  const addressHash = reader.address_hash;
  const [begin, endBefore] = beginPart(db, { addressHash, course: course.key, afterPart: part, lesson: key, now });
  const results = await db.batch([
    begin,
    ...(byAuthor ? [noteIfChanged(db, { ...byAuthor, addressHash, now })] : []),
    endBefore,
    ...claim(db, planClaim(course, lesson, [clock], whom)),
  ]);
  if (!firstRow(results[0])) return whyNot(deps, { token, part, now });
  return { kind: "begun", batchIds: rowsOf<{ id: string }>(results.at(-3)).map(({ id }) => id) };
}

async function lessonOfHers(
  { db, course }: Pick<Deps, "db" | "course">,
  addressHash: string,
  key: string,
): Promise<Lesson | undefined> {
  const { results } = await lessonsHad(db, addressHash, course.key).all<HadRow>();
  const had = new Set(results.map(({ lesson }) => lesson));
  return activeLessons(course).find((lesson) => lesson.key === key && keysOf(lesson).some((one) => had.has(one)));
}

async function whyNot(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, part, now }: Pick<Wish, "token" | "part" | "now">,
): Promise<StartedAgain> {
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  return { kind: known.passage.part > part ? "already" : "too-often" };
}
