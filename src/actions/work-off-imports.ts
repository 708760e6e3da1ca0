/** Working off imports: a few readers a tick, within the day's quota, each found as she stands in that moment. */

import { bringIn, noteDone } from "../db/bring-in.ts";
import { importRoom, type NextRow, nextImportRows, removeUnready } from "../db/imports.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import { ensureClock } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { defaultClock, nextDue } from "../domain/clock.ts";
import { activeLessons } from "../domain/course.ts";
import { IMPORT_PER_TICK } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { signToken } from "../domain/token.ts";
import { wordingVersion } from "../domain/wording.ts";
import { dailyLimit } from "./plan-claim.ts";
import { ring } from "./ring.ts";

type WorkDeps = Pick<Deps, "db" | "queue" | "course" | "config">;

/** Lines looked at, whatever became of them, and confirm mails that now wait. Ticks may come twice, overlap, or not at all. */
export async function workOffImports(deps: WorkDeps, { now }: { now: number }): Promise<{ brought: number }> {
  const { db, course, config } = deps;
  const lessons = activeLessons(course).map(({ key }) => key);
  const [found, rooms] = await db.batch([
    nextImportRows(db, IMPORT_PER_TICK),
    importRoom(db, { lessons, dailyLimit: dailyLimit(config), now }),
    removeUnready(db, now),
  ]);
  const room = onlyRow<{ room: number | null }>(rooms).room ?? IMPORT_PER_TICK;
  const rows = rowsOf<NextRow>(found);
  const [first] = rows;
  if (!first) return { brought: 0 };
  const lines = rows.flatMap(({ line, address_hash: hash, wording }) =>
    line === null ? [] : [{ line, hash, wording }],
  );
  const chunk = lines.slice(0, room);
  if (lines.length > 0 && chunk.length === 0) return { brought: 0 };
  await bring(deps, first, chunk, now);
  return { brought: chunk.length };
}

type Line = { line: number; hash: string | null; wording: string | null };

async function bring({ db, queue, course, config }: WorkDeps, first: NextRow, chunk: Line[], now: number) {
  const { import_id: importId, mode } = first;
  const upTo = chunk.at(-1)?.line ?? 0;
  const [firstLesson] = activeLessons(course);
  if (!firstLesson) throw new Error("The course has no lesson to send.");
  if (chunk.length === 0) return noteDone(db, { importId, upTo, now }).run();
  const clock = defaultClock(course);
  const lines = chunk.map(({ line, hash, wording }) => ({
    line,
    notice: randomId(),
    token: hash === null ? "" : signToken(config.secrets, "unsubscribe", hash, null),
    version: wordingVersion(wording ?? ""),
  }));
  const passage = { course: course.key, firstLesson: firstLesson.key, firstDueAt: nextDue(clock, 0, now) };
  const results = await db.batch([
    ensureClock(db, clock),
    ...bringIn(db, { importId, mode, upTo, lines, clock, ...passage, now }),
  ]);
  const asked = mode === "ask" ? rowsOf<{ id: string }>(results.at(-3)) : [];
  await ring(
    { queue },
    asked.map(({ id }) => ({ notice: id })),
  );
  return undefined;
}
