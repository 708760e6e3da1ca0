/** Why a lesson comes when it comes, in one sentence of Japanese. */

import { type Clock, daysBetween, localDateAndTime, localParts, type PassedDay, reckonDue } from "./clock.ts";

type Times = {
  /** When it is due, or came. */
  readonly dueAt: number;
  /** When the one before it went out, or null for the first. */
  readonly lastAt: number | null;
  readonly now: number;
};

/** `waitDays` are the lesson's own. All times are unix ms. */
export function whyDue(clock: Clock, waitDays: number, { dueAt, lastAt, now }: Times): string {
  if (dueAt < now) return "順番が来ています。まもなくお届けします。";
  if (lastAt === null)
    return dueAt === now ? "すぐにお届けします。" : `${localDateAndTime(clock.zone, dueAt)}にお届けします。`;
  const { dueAt: byRule, passed } = reckonDue(clock, waitDays, lastAt);
  const { time, weekday } = localParts(clock.zone, dueAt);
  if (byRule !== dueAt) return `${afterLast(clock, daysBetween(clock.zone, lastAt, dueAt))}、${time}にお届けします。`;
  const since = afterLast(clock, waitDays * clock.paceDays);
  return passed.length === 0
    ? `${since}、${time}にお届けします。`
    : `${since}。${reasons(passed)}、${weekday}曜の${time}になります。`;
}

function afterLast({ paceDays }: Clock, days: number): string {
  if (days === 0) return "前の1通と同じ日";
  return `${paceDays === 7 ? "週に1通のペースで、" : ""}前の1通から${days}日後`;
}

/** 「月曜・火曜はお休みの日、水曜は祝日なので」 */
function reasons(passed: readonly PassedDay[]): string {
  const whys = [...new Set(passed.map(({ why }) => why))];
  return `${whys.map((why) => `${weekdays(passed, why)}は${WHY[why]}`).join("、")}なので`;
}

const WHY = { quiet: "お休みの日", holiday: "祝日", near: "前の1通から12時間以内" } as const;

/** Each day of the week once, however long the wait over holidays. */
function weekdays(passed: readonly PassedDay[], why: PassedDay["why"]): string {
  const days = passed.filter((day) => day.why === why).map(({ weekday }) => `${weekday}曜`);
  return [...new Set(days)].join("・");
}
