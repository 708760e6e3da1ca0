/** Lessons on her page: those to come with day and hour, those she has had to read again. */

import { localDateAndTime } from "../../domain/clock.ts";
import { Deed } from "./clock-forms.tsx";
import type { CourseView } from "./view.ts";

/** Also on the welcome page. Nothing when nothing comes. */
export function ComingLessons({ coming, clock }: Pick<CourseView, "coming" | "clock">) {
  if (coming.length === 0) return null;
  return (
    <ol class="plan">
      {coming.map(({ lesson, dueAt }) => (
        <li key={lesson.key}>
          <span class="when">{localDateAndTime(clock.zone, dueAt)}</span>
          <span>{lesson.subject}</span>
        </li>
      ))}
    </ol>
  );
}

/** The newest first. */
export function HadLessons({ had, clock, token }: Pick<CourseView, "had" | "clock"> & { token: string }) {
  return (
    <ul class="plan">
      {[...had].reverse().map(({ key, subject, at, leaving, readable }) => (
        <li key={key}>
          <span class="when">{leaving ? "いまお送りしています" : localDateAndTime(clock.zone, at)}</span>
          <span>{readable ? <a href={lessonUrl(token, key)}>{subject}</a> : subject}</span>
        </li>
      ))}
    </ul>
  );
}

function lessonUrl(token: string, key: string): string {
  return `/course/lesson?${new URLSearchParams({ t: token, key })}`;
}

/** A new part of her course; what she has had stays readable. */
export function AgainForm({ had, part, token }: Pick<CourseView, "had" | "part"> & { token: string }) {
  const lessons = had.filter(({ readable }) => readable);
  if (lessons.length === 0) return null;
  return (
    <Deed action="/course/again" token={token} button="ここから、もう一度" quiet>
      <input type="hidden" name="part" value={String(part)} />
      <label>
        読みはじめるレッスン
        <select name="lesson">
          {lessons.map(({ key, subject }) => (
            <option key={key} value={key}>
              {subject}
            </option>
          ))}
        </select>
      </label>
      <p class="note">
        えらんだレッスンが、すぐに届きます。そのあとは、いまの予定にかわって、その続きから順にお届けします。
      </p>
    </Deed>
  );
}
