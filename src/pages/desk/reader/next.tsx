/** What comes next for one reader, when and why, what holds it up, and all that follows. */

import { localDateAndTime } from "../../../domain/clock.ts";
import { LATE_AFTER } from "../../../domain/late.ts";
import { stateOf } from "../../../domain/reader-state.ts";
import { nameOf, whenWords, whyNext, whyThen } from "../../../domain/why-next.ts";
import { HoldupLine } from "../holdup.tsx";
import type { ReaderView } from "./view.ts";

export function Next({ course, reader, now }: ReaderView) {
  const { late, coming, clock, facts } = reader;
  const [next] = coming;
  if (late) return <Late course={course} reader={reader} now={now} />;
  if (next) return <p class="next">{whyNext(course, clock, next, next)}</p>;
  return stateOf(facts) === "finished" ? (
    <p class="next">
      {`最後のレッスンまで読み終えました${facts.completed_at === null ? "" : `（${localDateAndTime(course.zone, facts.completed_at)}）`}。このあと届くものはありません。`}
    </p>
  ) : (
    <p class="next">いまは、この読者に届くレッスンはありません。わけと戻し方は、下にあります。</p>
  );
}

/** Until then it is what happens every day. */
function Late({ course, reader: { late, coming }, now }: ReaderView) {
  if (!late) return null;
  const isLate = now - late.since >= LATE_AFTER;
  const [next] = coming;
  return (
    <div class={isLate ? "warn" : "next"}>
      <p>
        {isLate && <strong>遅れています。</strong>}
        {`${nameOf(course, late.lesson)}は、${localDateAndTime(course.zone, late.since)}に送る予定でした。`}
      </p>
      <HoldupLine holdup={late.holdup} zone={course.zone} />
      {next && next.lesson.key !== late.lesson && <p class="note">{`そのあと：${nameOf(course, next.lesson.key)}`}</p>}
    </div>
  );
}

export function Coming({ course, reader: { coming, clock }, now }: ReaderView) {
  if (coming.length === 0) return null;
  return (
    <section>
      <h2>これから届くもの</h2>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">レッスン</th>
            <th scope="col">いつ</th>
            <th scope="col">なぜ</th>
          </tr>
        </thead>
        <tbody>
          {coming.map((one) => (
            <tr key={one.lesson.key}>
              <th scope="row">{nameOf(course, one.lesson.key)}</th>
              <td data-label="いつ">{one.dueAt <= now ? "順番が来しだい" : whenWords(course, clock, one.dueAt)}</td>
              <td data-label="なぜ">{whyThen(course, clock, one, one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">前の1通が遅れて出ると、そのあとの日付も、実際に出た日から数えなおします。</p>
    </section>
  );
}
