/** Dangers in English: what would happen to whom, and what to do about it. */

import type { Course } from "../../domain/course.ts";
import { HOUR } from "../../domain/numbers.ts";
import type { Danger } from "../../domain/plan.ts";
import { count } from "../count.ts";
import { dayWords, timeWords } from "./dates.ts";

const NONE = "No danger: nothing is skipped, nothing comes twice, nothing comes all at once.";

/** Each with its name, by which it can be accepted. */
export function dangersTold(
  dangers: readonly Danger[],
  { course, accept }: { course: Course; accept: readonly string[] },
): string {
  if (dangers.length === 0) return NONE;
  const told = dangers.map((danger) => {
    const how = accept.includes(danger.name) ? "accepted" : `meant so? npm run deploy -- --accept ${danger.name}`;
    return `  ${danger.name}\n${[...linesOf(danger, course), how].map((line) => `      ${line}`).join("\n")}`;
  });
  return `Dangers\n${told.join("\n")}`;
}

function linesOf(danger: Danger, course: Course): string[] {
  switch (danger.kind) {
    case "skip":
      return [
        `${count(danger.readers, "reader")} would get it under the live course and will not: ${WHY[danger.why](danger.lesson)}`,
      ];
    case "repeat":
      return repeated(danger);
    case "burst":
      return burst(danger, course);
    case "course":
      return [
        `the key of the course has changed, and ${count(danger.readers, "reader")} under way would be left behind:`,
        "their dates are planned no more, their pages know no course, and who signs up again begins anew.",
        "Put the old key back: a course keeps its key for ever.",
      ];
  }
}

const WHY: Record<Extract<Danger, { kind: "skip" }>["why"], (key: string) => string> = {
  retired: () => "it is retired.",
  vanished: (key) => `its line is gone.
      Renamed? Write formerly: ["${key}"] under its new key. Taken out? Put the line back with retired: true.`,
  moved: () => "it now stands before their place. Moved further down, it comes to them in turn.",
  had: () => "by its formerly it counts as a lesson that they have had.",
  finished: () => "finishedGetNewLessons is false now, and they have finished.",
};

function repeated({ lesson, readers, as, sure }: Extract<Danger, { kind: "repeat" }>): string[] {
  const again = `${count(readers, "reader")} had it and would get it again as ${as}:`;
  if (sure) return [`${again} the key they had it under is gone.`, `Write that key back into formerly of ${as}.`];
  return [
    `${count(readers, "reader")} had it, its line is gone, and ${as} now comes to them.`,
    `Is ${as} its new name? Write formerly: ["${lesson}"] there. If it is another lesson, put the line of ${lesson} back with retired: true.`,
  ];
}

function burst({ lesson, mails, at, per, limit }: Extract<Danger, { kind: "burst" }>, { zone }: Course): string[] {
  const [many, most] = [count(mails, "mail"), limit.toLocaleString("en")];
  if (per === "day") {
    const day = new Date(at).toISOString().slice(0, 10);
    return [
      `${many} on ${day} (UTC), most of what is new of them ${lesson}; the quota has room for ${most} lessons a day.`,
      "The rest would come on later days, to whoever has waited longest first.",
    ];
  }
  const hour = `${dayWords(zone, at)}, ${timeWords(zone, at)}–${timeWords(zone, at + HOUR)}`;
  return [
    `${many} in one hour (${hour}), most of what is new of them ${lesson}; more than ${most} in an hour is a jump`,
    "that mailbox providers notice. For readers who have finished, finishedGetNewLessons: false keeps it from them.",
  ];
}
