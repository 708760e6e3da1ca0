/** The plan: what an edit of the course changes for readers under way, who stands where, and how many mails come when. */

import type { Course } from "../../domain/course.ts";
import { courseEdits } from "../../domain/course-edits.ts";
import type { Plan } from "../../domain/plan.ts";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { MailsByDay } from "./plan/days.tsx";
import { Dangers, Edits } from "./plan/edits.tsx";

/** `too-many`: more readers than a page may look at. */
type PlanView =
  | {
      readonly kind: "planned";
      readonly plan: Plan;
      readonly live: Course;
      readonly replanning: boolean;
      readonly paused: string | null;
    }
  | { readonly kind: "too-many"; readonly limit: number; readonly live: Course };

type Props = DeskProps & { result: PlanView; course: Course; now: number };

export function PlanPage({ result, course, now, ...props }: Props) {
  return (
    <DeskFrame {...props} title="これからの予定" path="/admin/plan">
      <section>
        <h2>コースの変更</h2>
        <Edits edits={courseEdits(result.live, course)} course={course} />
      </section>
      {result.kind === "planned" ? (
        <Planned result={result} course={course} now={now} />
      ) : (
        <TooMany limit={result.limit} />
      )}
      <section>
        <h2>公開する前に</h2>
        <p>
          まだ公開していない書きかえは、このページには出ません。手もとで <code>npm run plan -- --remote</code>{" "}
          を動かすと、だれに何が起きるかを、読み終えた方も含めて公開の前に確かめられます。
        </p>
      </section>
    </DeskFrame>
  );
}

function Planned({
  result,
  course,
  now,
}: {
  result: Extract<PlanView, { kind: "planned" }>;
  course: Course;
  now: number;
}) {
  const { plan, paused, replanning } = result;
  return (
    <>
      {replanning && (
        <p class="said">
          前の公開にあわせて、読者の予定を立て直している途中です。終わるまで、新しいレッスンは出ません。
        </p>
      )}
      {paused !== null && (
        <p class="warn">
          いまは<a href="/admin/sending">送信を休んで</a>います。再開するまで、下の予定のメールは出ません。
        </p>
      )}
      <Dangers dangers={plan.dangers} course={course} />
      <section>
        <h2>読んでいる途中の方</h2>
        {plan.underWay === 0 ? (
          <p>いま、レッスンを待っている方はいません。</p>
        ) : (
          <>
            <p>
              {plan.underWay.toLocaleString("ja")}人がレッスンを待っています。
              {plan.touched > 0 &&
                `変更で、そのうち${plan.touched.toLocaleString("ja")}人のレッスンか日どりが変わります。`}
            </p>
            <Places plan={plan} course={course} />
          </>
        )}
      </section>
      {plan.underWay > 0 && <MailsByDay plan={plan} course={course} now={now} />}
    </>
  );
}

function Places({ plan, course }: { plan: Plan; course: Course }) {
  const lessons = new Map(course.lessons.map((lesson) => [lesson.key, lesson]));
  return (
    <>
      <table class="places-of">
        <thead>
          <tr>
            <th scope="col">レッスン</th>
            {["このあと", "次", "済み"].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.places.map(({ lesson, before, at, after }) => (
            <tr key={lesson}>
              <th scope="row">
                {lessons.get(lesson)?.subject} {lessons.get(lesson)?.retired && <span class="flag">外した</span>}
                <small>{lesson}</small>
              </th>
              <Count count={before} />
              <Count count={at} />
              <Count count={after} />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">
        「このあと」は、ほかのレッスンのあとで届く人。「次」は、次に届く人。「済み」は、もう届いたか、通りすぎた人です。読み終えた方は入っていません。
      </p>
      <p class="note">
        いまレッスンをひとつ外すと、「このあと」と「次」の方にはそれが届かず、続きのレッスンが代わりに届きます。「済み」の方には何も起きず、同じメールが二度届く方もいません。日付まで確かめるには、外したコースで{" "}
        <code>npm run plan -- --remote</code> を動かしてください。
      </p>
    </>
  );
}

function Count({ count }: { count: number }) {
  return <td class="number">{count.toLocaleString("ja")}</td>;
}

function TooMany({ limit }: { limit: number }) {
  return (
    <section>
      <h2>読んでいる途中の方</h2>
      <p>
        レッスンを待っている方が{limit.toLocaleString("ja")}
        人を超えたため、このページでは予定を数えません。開くたびに全員の記録を読むことになるからです。手もとのコマンドでは、何人でも数えられます。
      </p>
    </section>
  );
}
