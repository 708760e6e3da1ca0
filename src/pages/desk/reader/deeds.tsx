/** What the author may do for a reader who wrote or telephoned: each a form, closed until it is wanted. */

import type { Child } from "hono/jsx";
import { activeLessons } from "../../../domain/course.ts";
import { keysOf } from "../../../domain/place.ts";
import type { ReaderRecord } from "../../../domain/reader-in-full.ts";
import { stateOf } from "../../../domain/reader-state.ts";
import { nameOf, numberOf } from "../../../domain/why-next.ts";
import { DaysForm, Deed, HourForm, PaceForm } from "../../course/clock-forms.tsx";
import type { ReaderView } from "./view.ts";

export function Deeds({ course, reader, now }: ReaderView) {
  const state = stateOf(reader.facts);
  const goesOn = state === "reading" || state === "finished";
  return (
    <section>
      <h2>本人の希望でできること</h2>
      <p class="note">電話やメールで頼まれたときに使います。ここでしたことは、日時と理由を記録に残します。</p>
      {goesOn && <SendNext course={course} reader={reader} now={now} />}
      {goesOn && <SendAgain course={course} reader={reader} now={now} />}
      {goesOn && reader.part !== null && <ChangeClock reader={reader} />}
      {goesOn && reader.part !== null && <Move course={course} reader={reader} now={now} />}
      {state !== "unsubscribed" && state !== "suppressed" && <Stop reader={reader} />}
      {state !== "suppressed" && <Suppress reader={reader} />}
      <DeskDeed reader={reader} deed="file" button="すべての記録を、1つのファイル（JSON）で受けとる" quiet />
      <p>
        <a href={`/admin/readers/${reader.id}/erase`}>登録と記録を消す…</a>
      </p>
    </section>
  );
}

function SendNext({ course, reader }: ReaderView) {
  const [next] = reader.coming;
  if (!next) return null;
  return (
    <Folded title="次のレッスンをいま送る">
      <DeskDeed reader={reader} deed="next" button="いま送る">
        <input type="hidden" name="lesson" value={next.lesson.key} />
        <p>{`${nameOf(course, next.lesson.key)}を、時刻を待たずに送ります。その次からは、いつもの時刻に戻ります。`}</p>
        <ReasonField id="next-reason" label="理由" isOptional />
        <Sure />
      </DeskDeed>
    </Folded>
  );
}

/** Of what has gone to her: another lesson would come twice. */
function SendAgain({ course, reader }: ReaderView) {
  const had = activeLessons(course).filter((lesson) =>
    reader.ledger.some(({ status, ...row }) => keysOf(lesson).includes(row.lesson) && status !== "claimed"),
  );
  if (had.length === 0) return null;
  return (
    <Folded title="送ったレッスンを、もう一度送る">
      <DeskDeed reader={reader} deed="copy" button="もう一度送る">
        <div class="field">
          <label for="copy-lesson">もう一度送るレッスン</label>
          <select id="copy-lesson" name="lesson">
            {had.map(({ key, subject }) => (
              <option key={key} value={key}>
                {`${numberOf(course, key)} ${subject}`}
              </option>
            ))}
          </select>
        </div>
        <p class="note">すぐに1通だけ届きます。これからの予定は変わりません。24時間に3通まで送れます。</p>
        <ReasonField id="copy-reason" label="理由" isOptional />
      </DeskDeed>
    </Folded>
  );
}

function ChangeClock({ reader }: { reader: ReaderRecord }) {
  const forms = { token: reader.who, clock: reader.clock, base: `/admin/readers/${reader.id}` };
  return (
    <Folded title="届く時刻・休む日・間隔を変える">
      <div class="settings">
        <HourForm {...forms} />
        <DaysForm {...forms} />
        <PaceForm {...forms} />
      </div>
    </Folded>
  );
}

function Move({ course, reader }: ReaderView) {
  return (
    <Folded title="別のレッスンから始めなおす">
      <DeskDeed reader={reader} deed="move" button="ここから始める">
        <input type="hidden" name="part" value={String(reader.part)} />
        <div class="field">
          <label for="move-lesson">始めるレッスン</label>
          <select id="move-lesson" name="lesson">
            {activeLessons(course).map(({ key, subject }) => (
              <option key={key} value={key}>
                {`${numberOf(course, key)} ${subject}`}
              </option>
            ))}
          </select>
        </div>
        <p class="note">えらんだ1通がすぐに届き、そのあとは続きから順に届きます。いまの予定は終わります。</p>
        <ReasonField id="move-reason" label="理由" isOptional />
        <Sure />
      </DeskDeed>
    </Folded>
  );
}

function Stop({ reader }: { reader: ReaderRecord }) {
  return (
    <Folded title="配信を止める">
      <DeskDeed reader={reader} deed="stop" button="配信を止める">
        <p>本人が「止めてほしい」と言われたときに。もう一度始められるのは、本人だけです。</p>
        <ReasonField id="stop-reason" label="いつ、どう頼まれたか" />
        <Sure />
      </DeskDeed>
    </Folded>
  );
}

function Suppress({ reader }: { reader: ReaderRecord }) {
  return (
    <Folded title="このアドレスへの送信を、すべて停止する">
      <DeskDeed reader={reader} deed="suppress" button="送信を停止する">
        <p>
          レッスンだけでなく、確認やお知らせのメールも送らなくなり、同じアドレスでの申し込みも受けつけません。ふつうは「配信を止める」で足ります。
        </p>
        <ReasonField id="suppress-reason" label="停止するわけ" />
        <Sure />
      </DeskDeed>
    </Folded>
  );
}

/** Closed until it is wanted, so that no button lies open under a hasty finger. */
function Folded({ title, children }: { title: string; children: Child }) {
  return (
    <details class="folded">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

type DeskDeedProps = { reader: ReaderRecord; deed: string; button: string; quiet?: boolean; children?: Child };

/** Says whom it means: by her number, and by the hash of the address that the page shows. */
export function DeskDeed({ reader, deed, button, quiet = false, children }: DeskDeedProps) {
  return (
    <Deed action={`/admin/readers/${reader.id}/${deed}`} token={reader.who} button={button} quiet={quiet}>
      {children}
    </Deed>
  );
}

export function ReasonField({ id, label, isOptional = false }: { id: string; label: string; isOptional?: boolean }) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional && <small>（なくてもかまいません）</small>}
      </label>
      <input id={id} name="reason" type="text" maxlength={500} autocomplete="off" required={!isOptional} />
    </div>
  );
}

/** The step before what cannot be taken back. */
function Sure() {
  return (
    <label class="choice">
      <input type="checkbox" name="sure" value="yes" required />
      <span>取り消せないことを承知しました。まちがいありません</span>
    </label>
  );
}
