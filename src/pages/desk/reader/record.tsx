/** What happened with one reader, row by row: her lessons, notices, what was told of them, what she agreed to and asked. */

import type { Child } from "hono/jsx";
import { localDateAndTime, localYearDateAndTime } from "../../../domain/clock.ts";
import { lessonOfKey } from "../../../domain/place.ts";
import type { DeedRow, LedgerRow, NoticeRow, SuppressionChange } from "../../../domain/reader-in-full.ts";
import { nameOf } from "../../../domain/why-next.ts";
import { eventWords, isTroubled, mailWords, noticeWords, reasonWords } from "../../../domain/words-of-ledger.ts";
import { STATUS_WORDS } from "../consultations/words.ts";
import type { ReaderView } from "./view.ts";

/** What kind of passage it belongs to; empty for the first one through the course. */
function asideOf({ course, part }: LedgerRow): string {
  if (course.startsWith("letter:")) return "（手紙）";
  if (course.startsWith("copy:")) return "（もう一度送った1通）";
  return part > 0 ? `（${part}回目の始めなおし）` : "";
}

export function Ledger({ course, reader: { ledger } }: ReaderView) {
  const on = (at: number) => localYearDateAndTime(course.zone, at);
  return (
    <section>
      <h2>送ったレッスン</h2>
      {ledger.length === 0 ? (
        <p>まだ、ありません。</p>
      ) : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">レッスン</th>
              <th scope="col">いま</th>
              <th scope="col">いつ</th>
              <th scope="col">控え</th>
            </tr>
          </thead>
          <tbody>
            {ledger.map((row) => (
              <tr key={`${row.course} ${row.part} ${row.lesson}`}>
                <th scope="row">
                  {lessonOfKey(course, row.lesson)?.subject ?? row.lesson}
                  <small>{asideOf(row)}</small>
                </th>
                <td data-label="いま">
                  <Fate row={row} />
                </td>
                <td data-label="いつ">
                  <Times row={row} zone={course.zone} />
                </td>
                <td data-label="控え" class="ids">
                  {`用意 ${on(row.claimed_at)}`}
                  <br />
                  {`まとまり ${row.batch_id}`}
                  {row.provider_id !== null && (
                    <>
                      <br />
                      {`Resend ${row.provider_id}`}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Fate({ row }: { row: LedgerRow | NoticeRow }) {
  const why = reasonWords(row.reason);
  return (
    <>
      <span class={isTroubled(row) ? "flag bad" : row.status === "sent" ? "flag good" : "flag"}>{mailWords(row)}</span>
      {why !== null && <small class="why">{why}</small>}
      {why !== null && why !== row.reason && <small class="why ids">{row.reason}</small>}
    </>
  );
}

const FACTS = [
  ["sent_at", "送信"],
  ["delivered_at", "到着"],
  ["bounced_at", "不達"],
  ["complained_at", "迷惑報告"],
] as const;

function Times({ row, zone }: { row: LedgerRow | NoticeRow; zone: string }) {
  return (
    <>
      {FACTS.map(([fact, name]) => {
        const at = row[fact];
        return at === null ? null : <span key={fact} class="line">{`${name} ${localDateAndTime(zone, at)}`}</span>;
      })}
    </>
  );
}

export function Notices({ course, reader: { notices } }: ReaderView) {
  return (
    <Listed title="お知らせのメール" count={notices.length}>
      {notices.map((row) => (
        <li key={row.created_at}>
          <span class="when">{localYearDateAndTime(course.zone, row.created_at)}</span>
          <span>
            {noticeWords(row.kind)} <Fate row={row} />
          </span>
        </li>
      ))}
    </Listed>
  );
}

export function Events({ course, reader: { events } }: ReaderView) {
  return (
    <Listed title="送信サービスからの知らせ" count={events.length}>
      {events.map(({ type, detail, lesson, happened_at: at }) => (
        <li key={at}>
          <span class="when">{localYearDateAndTime(course.zone, at)}</span>
          <span>
            {eventWords(type)}
            {lesson !== null && `：${lessonOfKey(course, lesson)?.subject ?? lesson}`}
            {detail !== "" && <small class="why ids">{detail}</small>}
          </span>
        </li>
      ))}
    </Listed>
  );
}

export function Consents({ course, reader: { consents } }: ReaderView) {
  return (
    <Listed title="同意の控え" count={consents.length}>
      {consents.map(({ wording, page, given_at: given, confirmed_at: confirmed }) => (
        <li key={given}>
          <span class="when">{localYearDateAndTime(course.zone, given)}</span>
          <span>
            {wording}
            {URL.canParse(page) && <small class="why ids">{page}</small>}
            <small class="why">
              {confirmed === null
                ? "確認はまだです"
                : `${localYearDateAndTime(course.zone, confirmed)}に、メールのリンクから確認`}
            </small>
          </span>
        </li>
      ))}
    </Listed>
  );
}

export function Requests({ course, reader: { requests } }: ReaderView) {
  return (
    <Listed title="相談" count={requests.length}>
      {requests.map(({ id, status, created_at: at }) => (
        <li key={id}>
          <span class="when">{localYearDateAndTime(course.zone, at)}</span>
          <span>
            <a href={`/admin/consultations/${id}`}>相談の申し込みを見る</a>{" "}
            <span class="flag">{STATUS_WORDS[status]}</span>
          </span>
        </li>
      ))}
    </Listed>
  );
}

export function Parts({ course, reader: { parts } }: ReaderView) {
  const on = (at: number) => localYearDateAndTime(course.zone, at);
  return (
    <Listed title="コースの始まりと始めなおし" count={parts.length}>
      {parts.map((one) => (
        <li key={one.part}>
          <span class="when">{on(one.created_at)}</span>
          <span>
            {one.from_lesson === null
              ? "始まり"
              : `${one.part}回目の始めなおし：${nameOf(course, one.from_lesson)}から`}
            {one.replaced_at !== null && <small class="why">{`${on(one.replaced_at)}に、次の始めなおしへ`}</small>}
            {one.completed_at !== null && <small class="why">{`${on(one.completed_at)}に最後の1通`}</small>}
            {one.stopped_at !== null && <small class="why">{`${on(one.stopped_at)}に停止`}</small>}
          </span>
        </li>
      ))}
    </Listed>
  );
}

/** What the author did, to her course and to suppressions of her address, the latest first. */
export function ByHand({ course, reader: { deeds, changes } }: ReaderView) {
  const subject = (key: string) => nameOf(course, key);
  const rows = [
    ...deeds.map((row) => ({ at: row.done_at, what: deedWords(row, subject), reason: row.reason })),
    ...changes.map((row) => ({ at: row.changed_at, what: changeWords(row), reason: row.reason })),
  ].sort((a, b) => b.at - a.at);
  return (
    <Listed title="手でしたこと" count={rows.length}>
      {rows.map(({ at, what, reason }) => (
        <li key={at}>
          <span class="when">{localYearDateAndTime(course.zone, at)}</span>
          <span>
            {what}
            {reason !== "" && <small class="why">{reason}</small>}
          </span>
        </li>
      ))}
    </Listed>
  );
}

const CLOCK_PARTS: Readonly<Record<string, string>> = { hour: "時刻", days: "休む日", pace: "間隔" };

function deedWords({ deed, detail }: DeedRow, subject: (key: string) => string): string {
  switch (deed) {
    case "next-lesson":
      return `${subject(detail)}を、時刻を待たずに送りました`;
    case "copy":
      return `${subject(detail)}を、もう一度送りました`;
    case "clock":
      return `届く${CLOCK_PARTS[detail] ?? detail}を変えました`;
    case "moved":
      return `${subject(detail)}から始めなおしました`;
    case "stopped":
      return "配信を止めました";
  }
}

function changeWords({ change, she_asked: asked }: SuppressionChange): string {
  if (change === "added") return "送信を停止しました";
  return asked === 1 ? "本人の書面の希望で、送信停止を解きました" : "送信停止を解きました";
}

function Listed({ title, count, children }: { title: string; count: number; children: Child }) {
  if (count === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plan">{children}</ul>
    </section>
  );
}
