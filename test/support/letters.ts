/** Letters in tests: a house that has some, and the author who chooses, counts and confirms. */

import { chooseReaders } from "../../src/actions/choose-readers.ts";
import { confirmSending } from "../../src/actions/confirm-letter.ts";
import type { Deps } from "../../src/deps.ts";
import type { Group } from "../../src/domain/letter.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "./current.ts";
import { type Engine, engine, readers, rows } from "./engine.ts";

/** The letters `spring` and `summer`, in the words of a lesson. */
export function houseWithLetters(change: Partial<Deps> = {}): Engine {
  const { mails } = withLetters(engine().deps);
  return engine({ mails, ...change });
}

export function withLetters(deps: Deps): Deps {
  const { mails } = deps;
  const words = mails.lessons.fears;
  if (!words) throw new Error("no lesson fears");
  return { ...deps, mails: { ...mails, letters: { spring: words, summer: { ...words, digest: "0000000000000000" } } } };
}

/** 21:30 of the day on which a test begins: the hour of every reader. */
export const TONIGHT = Date.parse("2026-11-02T21:30:00+09:00");

const EVERYBODY: Group = { whom: "everybody", source: null, fromWeek: null, toWeek: null };

/** Who has had all eight lessons, the last one long ago. */
export async function finished(count: number, { course }: Pick<Deps, "course">) {
  const ids = await readers(count, { next: "rebuild", last: "stories", course });
  await rows(
    "UPDATE enrollments SET last_lesson = 'rebuild', next_lesson = NULL, next_due_at = NULL, completed_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
    current.now - DAY,
    JSON.stringify(ids),
  );
  return ids;
}

type Sending = { id: number; state: string; people: number; enrolled: number; sent: number };

/** The newest sending of this letter. */
export async function sending(key = "spring"): Promise<Sending> {
  const [newest] = await rows<Sending>("SELECT * FROM letters WHERE key = ?1 ORDER BY id DESC LIMIT 1", key);
  if (!newest) throw new Error(`The letter ${key} was never chosen.`);
  return newest;
}

export async function choose(deps: Deps, group: Partial<Group> = {}, key = "spring") {
  return chooseReaders(deps, { key, group: { ...EVERYBODY, ...group }, now: current.now });
}

/** As the page that showed the number does it. */
export async function confirmAsShown(deps: Deps, key = "spring") {
  const { id, people } = await sending(key);
  const digest = deps.mails.letters[key]?.digest ?? "";
  return confirmSending(deps, { id, people, digest, now: current.now });
}

export async function chooseAndConfirm(deps: Deps, group: Partial<Group> = {}, key = "spring") {
  await choose(deps, group, key);
  return confirmAsShown(deps, key);
}

/** Of the letter alone: status and reason, and how many have them. */
export function deliveriesOf(key = "spring") {
  return rows<{ status: string; reason: string | null; n: number }>(
    "SELECT status, reason, count(*) AS n FROM deliveries WHERE lesson = ?1 GROUP BY status, reason ORDER BY status",
    key,
  );
}
