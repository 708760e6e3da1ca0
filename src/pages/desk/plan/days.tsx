/** How many mails come on each of the next days, in which hour most of them, and of which lessons. */

import { isoDay, localParts } from "../../../domain/clock.ts";
import type { Course } from "../../../domain/course.ts";
import { DAY, HOUR } from "../../../domain/numbers.ts";
import type { Mails, Plan } from "../../../domain/plan.ts";

const DAYS = 14;

/** Days without a mail are left out. */
export function MailsByDay({ plan, course, now }: { plan: Plan; course: Course; now: number }) {
  const { zone } = course;
  const [was, is] = [byDay(plan.mails.live, zone), byDay(plan.mails.today, zone)];
  const days = nextDays(zone, now).filter(({ day }) => was.has(day) || is.has(day));
  return (
    <section>
      <h2>これから{DAYS}日のメール</h2>
      {days.length === 0 && <p>この{DAYS}日に届くメールはありません。</p>}
      <ol class="calendar">
        {days.map(({ day, at }) => (
          <Day
            key={day}
            at={at}
            course={course}
            was={plan.touched > 0 ? (was.get(day) ?? []) : null}
            is={is.get(day) ?? []}
          />
        ))}
      </ol>
      <p class="note">
        いま登録している方だけで数え、メールのない日は省いています。メールが遅れたときや、読む方が時刻を変えたときは、日どりも変わります。
      </p>
    </section>
  );
}

type DayProps = { at: number; course: Course; was: readonly Mails[] | null; is: readonly Mails[] };

function Day({ at, course, was, is }: DayProps) {
  const { month, day, weekday } = localParts(course.zone, at);
  return (
    <li>
      <p class="date">
        {month}月<b>{day}</b>日（{weekday}）
      </p>
      <div>
        <p class="subject">
          {sum(is).toLocaleString("ja")}通{was && <small>（変更の前は{sum(was).toLocaleString("ja")}通）</small>}
        </p>
        {is.length > 0 && (
          <p class="note">
            {fullestHour(is, course.zone)}。{lessonsOf(is, course)}
          </p>
        )}
      </div>
    </li>
  );
}

/** Each date once, also where a day has 23 or 25 hours. */
function nextDays(zone: string, now: number): { day: string; at: number }[] {
  const days = Array.from({ length: DAYS }, (_, past) => now + past * DAY).map((at) => ({ day: isoDay(zone, at), at }));
  return days.filter(({ day }, turn) => day !== days[turn - 1]?.day);
}

function byDay(mails: readonly Mails[], zone: string): Map<string, Mails[]> {
  return Map.groupBy(mails, ({ dueAt }) => isoDay(zone, dueAt));
}

/** 「多いのは21時台の88通」 */
function fullestHour(mails: readonly Mails[], zone: string): string {
  const hours = [...Map.groupBy(mails, ({ dueAt }) => Math.floor(dueAt / HOUR))];
  const [most] = hours.sort(([one, some], [other, others]) => sum(others) - sum(some) || one - other);
  if (!most) return "";
  const [hour] = localParts(zone, most[0] * HOUR).time.split(":");
  return hours.length === 1 ? `すべて${hour}時台` : `多いのは${hour}時台の${sum(most[1]).toLocaleString("ja")}通`;
}

/** In the order of the course. */
function lessonsOf(mails: readonly Mails[], course: Course): string {
  const lessons = Map.groupBy(mails, ({ lesson }) => lesson);
  return course.lessons
    .flatMap(({ key }) => (lessons.has(key) ? [`${key} ${sum(lessons.get(key) ?? []).toLocaleString("ja")}`] : []))
    .join("、");
}

function sum(mails: readonly Mails[]): number {
  return mails.reduce((all, { readers }) => all + readers, 0);
}
