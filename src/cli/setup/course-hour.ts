/** The course's own zone and minute in emails/course.ts: reading an hour, writing both, every other character left as it was. */

import { courseOf, fieldOf } from "../new-lesson/course-file.ts";

export type CourseHour = {
  /** IANA name. */
  readonly zone: string;
  /** Minute of the local day, 0–1439. */
  readonly minute: number;
};

/** `21:30` as a minute of the day; null when it is none. */
export function minuteOf(hour: string): number | null {
  const [, hours, minutes] = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(hour) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

export function hourOf(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

/** `source` is emails/course.ts; null where it hides its zone or minute, so that a person must write them. */
export function withHour(source: string, { zone, minute }: CourseHour): string | null {
  const course = courseOf(source);
  const places = course && [
    { node: fieldOf(course, "zone"), text: JSON.stringify(zone) },
    { node: fieldOf(course, "minute"), text: sumOf(minute) },
  ];
  let edited = source;
  for (const { node, text } of places?.sort((a, b) => (b.node?.start ?? 0) - (a.node?.start ?? 0)) ?? []) {
    if (node?.start == null || node.end == null) return null;
    edited = `${edited.slice(0, node.start)}${text}${edited.slice(node.end)}`;
  }
  return places ? edited : null;
}

/** As an author reads it: 21 * 60 + 30. */
function sumOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  if (hours === 0) return String(minutes);
  return minutes === 0 ? `${hours} * 60` : `${hours} * 60 + ${minutes}`;
}
