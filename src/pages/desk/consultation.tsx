/** One request for a consultation: what she wrote and has read, what became of it, and what the author can do now. */

import { localDateAndTime, localYearDateAndTime } from "../../domain/clock.ts";
import type { ChangeRow, ListedRequest, RequestInFull } from "../../domain/consultation-record.ts";
import { isBackward, stepsFrom } from "../../domain/consultation-status.ts";
import { mailtoOf } from "../../domain/mailto.ts";
import { SaidLine } from "../said.tsx";
import { Notes, type NotesView } from "./consultations/notes.tsx";
import { Told, type ToldView } from "./consultations/told.tsx";
import { STATUS_WORDS, sayingsAt, stepWords } from "./consultations/words.ts";
import { CONSULTATIONS_PATH, StatusFlag } from "./consultations.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";

export type ConsultationView = {
  zone: string;
  request: RequestInFull;
  /** Lessons that were sent to her: subject and time, oldest first. */
  had: readonly { subject: string; sent_at: number }[];
  others: readonly ListedRequest[];
  changes: readonly ChangeRow[];
  notes: NotesView;
  told: ToldView;
  said: string;
};

export function ConsultationPage({ view, ...props }: DeskProps & { view: ConsultationView }) {
  const { request } = view;
  const path = `${CONSULTATIONS_PATH}/${request.id}`;
  return (
    <DeskFrame {...props} title={`${request.name}さんの相談`} path={CONSULTATIONS_PATH}>
      <SaidLine sayings={sayingsAt(request.status)} said={view.said} />
      <Standing view={view} path={path} senderName={props.site.senderName} />
      <HerWords view={view} />
      <Lessons view={view} />
      <Notes notes={view.notes} zone={view.zone} path={path} />
      <Others view={view} />
      <Told told={view.told} zone={view.zone} path={path} />
      <p>
        <a href={CONSULTATIONS_PATH}>お申し込みの一覧へ</a>
      </p>
    </DeskFrame>
  );
}

function Standing({ view, path, senderName }: { view: ConsultationView; path: string; senderName: string }) {
  const { request, changes, zone } = view;
  const { status, email, name } = request;
  return (
    <section>
      <h2>
        いまの状態：
        <StatusFlag status={status} />
      </h2>
      <div class="in-row">
        <a class="button" href={mailTo(email, name, senderName)}>
          メールを書く
        </a>
        {stepsFrom(status).map((to, place) => (
          <form key={to} method="post" action={`${path}/status`}>
            <input type="hidden" name="from" value={status} />
            <input type="hidden" name="to" value={to} />
            <button type="submit" class={place === 0 && !isBackward(status, to) ? undefined : "quiet"}>
              {stepWords(status, to)}
            </button>
          </form>
        ))}
      </div>
      <p class="note">
        「メールを書く」は、お使いのメールソフトを宛先と書き出しの入った形で開きます。送ったあと、「返信済み」にするのはご自分で。
      </p>
      <ul class="plain">
        <li>{localYearDateAndTime(zone, request.created_at)}　お申し込み</li>
        {changes.map(({ from_status, to_status, changed_at }) => (
          <li key={changed_at}>
            {localYearDateAndTime(zone, changed_at)}　{STATUS_WORDS[from_status]} → {STATUS_WORDS[to_status]}
          </li>
        ))}
      </ul>
    </section>
  );
}

function mailTo(to: string, name: string, senderName: string): string {
  const body = `${name}さん\n\n個別相談にお申し込みくださり、ありがとうございます。\n\n\n${senderName}\n`;
  return mailtoOf({ to, subject: "個別相談のお申し込みについて", body });
}

function HerWords({ view: { request } }: { view: ConsultationView }) {
  const { email, reach, times, topic, worksheet, reader } = request;
  return (
    <section>
      <h2>書いてくださったこと</h2>
      <dl class="facts">
        <Fact name="メールアドレス" words={email} />
        <Fact name="連絡の方法" words={reach} />
        <Fact name="ご希望の日時" words={times} />
        <Fact name="相談したいこと" words={topic || "（書かれていません）"} />
        <Fact name="ワークシート" words={worksheet || "（添えられていません）"} />
        <div>
          <dt>コースの読者</dt>
          <dd>{reader === null ? "いいえ" : <a href={`/admin/readers/${reader}`}>はい。この方のページへ</a>}</dd>
        </div>
      </dl>
    </section>
  );
}

function Fact({ name, words }: { name: string; words: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function Lessons({ view: { request, had, zone } }: { view: ConsultationView }) {
  if (request.reader === null) return null;
  const before = had.filter(({ sent_at }) => sent_at <= request.created_at);
  const since = had.filter(({ sent_at }) => sent_at > request.created_at);
  return (
    <section>
      <h2>お届けしたレッスン</h2>
      <h3>お申し込みまでに（{before.length}通）</h3>
      <LessonList lessons={before} zone={zone} />
      <h3>そのあとに（{since.length}通）</h3>
      <LessonList lessons={since} zone={zone} />
    </section>
  );
}

function LessonList({ lessons, zone }: { lessons: ConsultationView["had"]; zone: string }) {
  if (lessons.length === 0) return <p>ありません。</p>;
  return (
    <ul class="plain">
      {lessons.map(({ subject, sent_at }) => (
        <li key={subject}>
          {subject} <span class="note">{localDateAndTime(zone, sent_at)}</span>
        </li>
      ))}
    </ul>
  );
}

function Others({ view: { others, zone } }: { view: ConsultationView }) {
  if (others.length === 0) return null;
  return (
    <section>
      <h2>同じ方のほかのお申し込み</h2>
      <ul class="plain">
        {others.map(({ id, status, created_at }) => (
          <li key={id}>
            <a href={`${CONSULTATIONS_PATH}/${id}`}>{localYearDateAndTime(zone, created_at)}</a>{" "}
            <StatusFlag status={status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
