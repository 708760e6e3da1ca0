/** Edits and dangers of a plan, in the author's words. */

import { localDateAndTime } from "../../../domain/clock.ts";
import type { Course } from "../../../domain/course.ts";
import type { Edit } from "../../../domain/course-edits.ts";
import type { Danger } from "../../../domain/plan.ts";

export function Edits({ edits, course }: { edits: readonly Edit[]; course: Course }) {
  if (edits.length === 0) return <p>公開されているコースと、読者の予定はそろっています。</p>;
  return (
    <>
      <p>公開されているコースに、まだ読者の予定へ移っていない変更があります。次の見回り（5分ごと）で移ります。</p>
      <ul class="names">
        {edits.map((edit) => (
          <li key={JSON.stringify(edit)}>{words(edit, course)}</li>
        ))}
      </ul>
    </>
  );
}

function words(edit: Edit, course: Course) {
  const name = "key" in edit ? <Name of={edit.key} course={course} /> : null;
  switch (edit.kind) {
    case "course-key":
      return `コースのキーが ${edit.was} から ${edit.key} に変わりました。`;
    case "finished-get-new":
      return edit.on
        ? "読み終えた方にも、加わったレッスンが届くようになりました。"
        : "読み終えた方には、加わったレッスンが届かなくなりました。";
    case "added":
      return (
        <>
          {name}が、{place(edit.after, course)}に加わりました。
        </>
      );
    case "moved":
      return (
        <>
          {name}が、{place(edit.after, course)}に移りました。
        </>
      );
    case "renamed":
      return (
        <>
          {name}のキーは、前は {edit.was} でした。
        </>
      );
    case "retired":
      return <>{name}を外しました。</>;
    case "restored":
      return <>{name}を戻しました。</>;
    case "vanished":
      return <>{edit.key} の行がなくなりました。</>;
    case "key-dropped":
      return (
        <>
          {name}の前のキー {edit.was} がなくなりました。
        </>
      );
    case "wait":
      return (
        <>
          {name}までの日数が、{edit.was}日から{edit.wait}日になりました。
        </>
      );
  }
}

function place(after: string | null, course: Course) {
  return after === null ? (
    "先頭"
  ) : (
    <>
      <Name of={after} course={course} />
      のあと
    </>
  );
}

function Name({ of: key, course }: { of: string; course: Course }) {
  const subject = course.lessons.find((lesson) => lesson.key === key)?.subject;
  const name = subject ?? key;
  return <>{name.includes("「") ? `『${name}』` : `「${name}」`}</>;
}

export function Dangers({ dangers, course }: { dangers: readonly Danger[]; course: Course }) {
  if (dangers.length === 0) return null;
  return (
    <section>
      <h2>気をつけたいこと</h2>
      <ul class="dangers">
        {dangers.map((danger) => (
          <li key={danger.name} class="warn">
            <strong>{danger.name}</strong>
            <br />
            {dangerWords(danger, course)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function dangerWords(danger: Danger, { zone }: Course): string {
  switch (danger.kind) {
    case "skip":
      return `届くはずだった${people(danger.readers)}に、届かなくなります。${WHY[danger.why]}`;
    case "repeat":
      return danger.sure
        ? `もう読んだ${people(danger.readers)}に、${danger.as} としてもう一度届きます。前のキーを formerly に書くと、防げます。`
        : `もう読んだ${people(danger.readers)}に、${danger.as} が新しく届きます。中身が同じなら、formerly に前のキーを書いてください。`;
    case "burst":
      return `${localDateAndTime(zone, danger.at)}からの1${danger.per === "hour" ? "時間" : "日"}に、${danger.mails.toLocaleString("ja")}通が重なります。目安は${danger.limit.toLocaleString("ja")}通までです。`;
    case "course":
      return `読んでいる途中の${people(danger.readers)}が、コースから外れます。コースのキーを元に戻してください。`;
  }
}

const WHY: Record<Extract<Danger, { kind: "skip" }>["why"], string> = {
  retired: "このレッスンを外したためです。",
  vanished:
    "このレッスンの行がなくなったためです。名前を変えたときは formerly を、外したときは retired: true を書いてください。",
  moved: "いま読んでいるところより前に移ったためです。",
  had: "formerly によって、もう読んだレッスンと同じものになったためです。",
  finished: "読み終えた方には、新しいレッスンを届けない設定になったためです。",
};

function people(readers: number): string {
  return `${readers.toLocaleString("ja")}人`;
}
