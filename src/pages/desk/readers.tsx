/** The readers: found by address, or narrowed to those who wait, finished or stopped, a page at a time. */

import { localDateAndTime, localYearDateAndTime } from "../../domain/clock.ts";
import { activeLessons, type Course } from "../../domain/course.ts";
import { LATE_AFTER } from "../../domain/late.ts";
import type { ListedRow, ReaderFilter } from "../../domain/reader-list.ts";
import { stateOf, stateWords } from "../../domain/reader-state.ts";
import { nameOf, numberOf } from "../../domain/why-next.ts";
import { WhatStays } from "../owner.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";

export type FoundReaders = {
  filter: ReaderFilter;
  /** The lesson that is waited for, if the list is of those. */
  lesson: string;
  /** What was searched for, as typed; empty when nothing was. */
  query: string;
  rows: readonly ListedRow[];
  /** Who had this address before. */
  former: readonly ListedRow[];
  /** The page's own place among the pages: whether it is the first, and the address of the next. */
  isFirst: boolean;
  nextUrl: string | null;
};

type ReadersProps = DeskProps & { course: Course; list: FoundReaders; now: number; said: string };

export function ReadersPage(props: ReadersProps) {
  const { course, list, now, said } = props;
  return (
    <DeskFrame {...props} title="読者" path="/admin/readers">
      <Erased said={said} />
      <Search query={list.query} />
      <Filters course={course} list={list} />
      <section>
        <h2>{headingOf(course, list)}</h2>
        {list.rows.length === 0 ? <Nobody list={list} /> : <Rows rows={list.rows} course={course} now={now} />}
        {list.former.length > 0 && (
          <>
            <h3>以前このアドレスだった読者</h3>
            <Rows rows={list.former} course={course} now={now} />
          </>
        )}
        <Pages list={list} />
      </section>
    </DeskFrame>
  );
}

function Search({ query }: { query: string }) {
  return (
    <search>
      <form method="get" action="/admin/readers" class="in-row">
        <div class="field">
          <label for="q">アドレスのはじめの文字</label>
          <input
            id="q"
            name="q"
            type="search"
            inputmode="email"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxlength={254}
            value={query}
          />
        </div>
        <button type="submit">さがす</button>
      </form>
    </search>
  );
}

const FILTERS = [
  ["newest", "新しい順"],
  ["unconfirmed", "確認待ち"],
  ["finished", "読み終えた"],
  ["stopped", "停止"],
  ["suppressed", "送信停止"],
] as const satisfies readonly (readonly [ReaderFilter, string])[];

function Filters({ course, list }: { course: Course; list: FoundReaders }) {
  return (
    <div class="narrow">
      <ul class="places">
        {FILTERS.map(([name, words]) => (
          <li key={name}>
            <a
              href={name === "newest" ? "/admin/readers" : `/admin/readers?f=${name}`}
              aria-current={list.query === "" && name === list.filter ? "page" : undefined}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
      <form method="get" action="/admin/readers" class="in-row">
        <input type="hidden" name="f" value="waiting" />
        <div class="field">
          <label for="lesson">次にこのレッスンを待つ人</label>
          <select id="lesson" name="lesson">
            {activeLessons(course).map(({ key, subject }) => (
              <option key={key} value={key} selected={key === list.lesson}>
                {`${numberOf(course, key)} ${subject}`}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="quiet">
          しぼる
        </button>
      </form>
    </div>
  );
}

function headingOf(course: Course, { filter, lesson, query }: FoundReaders): string {
  if (query !== "") return "見つかった読者";
  if (filter !== "waiting") return FILTERS.find(([name]) => name === filter)?.[1] ?? "";
  return `${numberOf(course, lesson)}を待つ人（早い順）`;
}

function Rows({ rows, course, now }: { rows: readonly ListedRow[]; course: Course; now: number }) {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">アドレス</th>
          <th scope="col">お名前</th>
          <th scope="col">いま</th>
          <th scope="col">次のメール</th>
          <th scope="col">登録</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} course={course} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, course, now }: { row: ListedRow; course: Course; now: number }) {
  if (row.id === null) return <Stranger row={row} course={course} />;
  return (
    <tr>
      <th scope="row">
        <a class="address" href={`/admin/readers/${row.id}`}>
          {row.email}
        </a>
      </th>
      <td data-label="お名前">{row.name || "―"}</td>
      <td data-label="いま">
        <StateFlag row={row} />
      </td>
      <td data-label="次のメール">
        <NextMail row={row} course={course} now={now} />
      </td>
      <td data-label="登録" class="nowrap">
        {localYearDateAndTime(course.zone, row.signed_up_at)}
      </td>
    </tr>
  );
}

/** Of an erased reader, or of somebody who never was one, only this is left. */
function Stranger({ row, course }: { row: ListedRow; course: Course }) {
  return (
    <tr>
      <th scope="row">登録のないアドレス</th>
      <td data-label="お名前">―</td>
      <td data-label="いま">
        <StateFlag row={row} />
      </td>
      <td data-label="次のメール">届きません</td>
      <td data-label="登録">{`送信停止 ${localYearDateAndTime(course.zone, row.at)}`}</td>
    </tr>
  );
}

function StateFlag({ row }: { row: ListedRow }) {
  const state = stateOf(row);
  const look = state === "reading" ? "flag good" : state === "suppressed" ? "flag bad" : "flag";
  return <span class={look}>{stateWords(row)}</span>;
}

function NextMail({ row, course, now }: { row: ListedRow; course: Course; now: number }) {
  const { next_lesson: key, next_due_at: dueAt } = row;
  const goesOn = ["reading", "finished"].includes(stateOf(row));
  if (!goesOn || key === null || dueAt === null) return <>―</>;
  return (
    <>
      {nameOf(course, key)}
      <br />
      {localDateAndTime(course.zone, dueAt)} {now - dueAt >= LATE_AFTER && <span class="flag bad">遅れ</span>}
    </>
  );
}

function Nobody({ list }: { list: FoundReaders }) {
  if (list.nextUrl !== null) return <p>この範囲には、ひとりもいません。先があります。</p>;
  return (
    <p>
      {list.query === ""
        ? "いまは、ひとりもいません。"
        : "このアドレスで始まる読者は見つかりませんでした。文字を減らして、もう一度お試しください。消した読者は、アドレスではさがせません。"}
    </p>
  );
}

function Pages({ list: { isFirst, nextUrl, filter, lesson, query } }: { list: FoundReaders }) {
  const first = new URLSearchParams(query === "" ? { f: filter, ...(lesson ? { lesson } : {}) } : { q: query });
  return (
    <p class="in-row">
      {!isFirst && <a href={`/admin/readers?${first}`}>はじめに戻る</a>}
      {nextUrl !== null && (
        <a class="button quiet" href={nextUrl} rel="next">
          次の50人
        </a>
      )}
    </p>
  );
}

/** The receipt of an erasure: she has no page any more on which it could stand. */
function Erased({ said }: { said: string }) {
  if (said !== "erased" && said !== "erased-under-way") return null;
  return (
    <section class="said" role="status">
      <p>アドレス、お名前、時刻などの設定、レッスンとお知らせの記録を消しました。</p>
      {said === "erased-under-way" && (
        <p>ただ、送信の途中だったメールが1通あり、それだけは届くかもしれません。そのあとは届きません。</p>
      )}
      <p>残っているもの：</p>
      <WhatStays />
    </section>
  );
}
