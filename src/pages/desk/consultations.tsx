/** The list of requests for a consultation: who asked this week, and all of them by their status. */

import { localDateAndTime, localParts } from "../../domain/clock.ts";
import type { ListedRequest } from "../../domain/consultation-record.ts";
import { STATUSES, type Status } from "../../domain/consultation-status.ts";
import { STATUS_WORDS } from "./consultations/words.ts";
import { DeskFrame, type DeskProps } from "./frame.tsx";

export const CONSULTATIONS_PATH = "/admin/consultations";

export type ConsultationsView = {
  zone: string;
  /** Which are shown: of one status, of this week, or all. */
  filter: Status | "week" | "all";
  requests: readonly ListedRequest[];
  /** Leads to those before the last; null when there are none. */
  next: string | null;
  counts: Readonly<Record<Status, number>>;
  /** Counts go no further. */
  countedTo: number;
  week: { began: number; requests: number; newest: readonly ListedRequest[] };
  /** Requests of which the author's own system was told in vain. */
  notTold: readonly { id: string; name: string }[];
  tellsReceiver: boolean;
};

export function ConsultationsPage({ view, ...props }: DeskProps & { view: ConsultationsView }) {
  return (
    <DeskFrame {...props} title="相談" path={CONSULTATIONS_PATH}>
      <NotTold view={view} />
      <ThisWeek view={view} />
      <section>
        <h2>お申し込み</h2>
        <Filters view={view} />
        <Requests view={view} />
        {view.next !== null && (
          <p>
            <a class="button quiet" href={view.next}>
              これより前のお申し込み
            </a>
          </p>
        )}
      </section>
      <section>
        <h2>書き出す</h2>
        <p>
          <a href={`${CONSULTATIONS_PATH}.csv`} download="">
            すべてのお申し込みをCSVで受けとる
          </a>
          （Excelでそのまま開けます。メモも入ります）
        </p>
        <p class="note">
          {view.tellsReceiver
            ? "新しいお申し込みと状態の変更は、設定されたウェブフックへも送っています。"
            : "ほかの仕組み（顧客台帳など）へ自動で知らせるには、CONSULTATION_WEBHOOK_URL と CONSULTATION_WEBHOOK_SECRET を設定します。"}
        </p>
      </section>
    </DeskFrame>
  );
}

function NotTold({ view: { notTold } }: { view: ConsultationsView }) {
  if (notTold.length === 0) return null;
  return (
    <p class="warn">
      <strong>ウェブフックが届きませんでした。</strong>
      それぞれのページから、もう一度送れます：
      {notTold.map(({ id, name }, index) => (
        <>
          {index > 0 && "、"}
          <a href={`${CONSULTATIONS_PATH}/${id}`}>{name}さん</a>
        </>
      ))}
    </p>
  );
}

function ThisWeek({ view: { zone, week } }: { view: ConsultationsView }) {
  const { month, day, weekday } = localParts(zone, week.began);
  const more = week.requests - week.newest.length;
  return (
    <section>
      <h2>今週のお申し込み：{week.requests}件</h2>
      {week.newest.length > 0 && (
        <ul class="plain">
          {week.newest.map(({ id, name, status, created_at }) => (
            <li key={id}>
              <a href={`${CONSULTATIONS_PATH}/${id}`}>{name}さん</a> {localDateAndTime(zone, created_at)}{" "}
              <StatusFlag status={status} />
            </li>
          ))}
        </ul>
      )}
      <p class="note">
        {`${month}月${day}日（${weekday}）からのお申し込みです。`}
        {more > 0 && <a href={`${CONSULTATIONS_PATH}?status=week`}>ほか{more}件を見る</a>}
      </p>
    </section>
  );
}

function Filters({ view: { filter, counts, countedTo, week } }: { view: ConsultationsView }) {
  const shown = (count: number) => (count >= countedTo ? `${countedTo}件以上` : `${count}件`);
  const choices = [
    ["all", "すべて"],
    ["week", `今週 ${week.requests}件`],
    ...STATUSES.map((status) => [status, `${STATUS_WORDS[status]} ${shown(counts[status])}`] as const),
  ] as const;
  return (
    <nav aria-label="しぼりこみ">
      <ul class="places">
        {choices.map(([value, words]) => (
          <li key={value}>
            <a
              href={value === "all" ? CONSULTATIONS_PATH : `${CONSULTATIONS_PATH}?status=${value}`}
              aria-current={value === filter ? "true" : undefined}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Requests({ view: { requests, zone } }: { view: ConsultationsView }) {
  if (requests.length === 0) return <p>ここにあたるお申し込みは、まだありません。</p>;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">お名前</th>
          <th scope="col">状態</th>
          <th scope="col">お申し込み</th>
          <th scope="col">アドレス</th>
        </tr>
      </thead>
      <tbody>
        {requests.map(({ id, name, email, status, created_at }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`${CONSULTATIONS_PATH}/${id}`}>{name}</a>
            </th>
            <td data-label="状態">
              <StatusFlag status={status} />
            </td>
            <td data-label="お申し込み" class="when">
              {localDateAndTime(zone, created_at)}
            </td>
            <td data-label="アドレス" class="address">
              {email}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function StatusFlag({ status }: { status: Status }) {
  const look = { new: "flag bad", answered: "flag", booked: "flag good", done: "flag" } as const;
  return <span class={look[status]}>{STATUS_WORDS[status]}</span>;
}
