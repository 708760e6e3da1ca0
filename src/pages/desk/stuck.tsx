/** Who is stuck: everybody whom a mail did not reach or will not reach, with the reason and the way on. */

import type { PropsWithChildren } from "hono/jsx";
import { localDateAndTime } from "../../domain/clock.ts";
import type { Trouble } from "../../domain/late.ts";
import type { Late } from "../../domain/why-waiting.ts";
import { reasonWords } from "../../domain/words-of-ledger.ts";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { holdupWords } from "./holdup.tsx";
import { Troubles } from "./troubles.tsx";

type Person = { readonly subscriber_id: number; readonly email: string; readonly name: string };
type Troubled = Person & { readonly lesson: string; readonly reason: string; readonly claimed_at: number };

export type StuckView = {
  readonly zone: string;
  /** How many rows a list shows at most. */
  readonly shown: number;
  readonly troubles: readonly Trouble[];
  readonly overdue: readonly (Person & Late)[];
  readonly unconfirmedMails: readonly Troubled[];
  readonly failed: readonly Troubled[];
  readonly suppressed: readonly {
    readonly subscriber_id: number | null;
    readonly email: string | null;
    readonly name: string | null;
    readonly reason: string;
    readonly created_at: number;
  }[];
  readonly neverConfirmed: readonly (Person & { readonly signed_up_at: number })[];
  /** How many lessons were just put in line again; null when that was not asked for. */
  readonly retried: number | null;
  /** A lesson's subject by its key. */
  readonly subjectOf: (key: string) => string;
};

export function StuckPage({ view, ...props }: DeskProps & { view: StuckView }) {
  const at = (time: number) => localDateAndTime(view.zone, time);
  return (
    <DeskFrame {...props} title="止まっている人" path="/admin/stuck">
      {view.retried !== null && (
        <p class="said" role="status">
          {view.retried === 0
            ? "もう一度送るレッスンは、ありませんでした。"
            : `${view.retried}通を、もう一度送る順番に入れました。次の見回り（5分のうち）から出ます。`}
        </p>
      )}
      <Troubles troubles={view.troubles} zone={view.zone} />
      <List
        heading="時刻を過ぎて、まだ出ていない"
        rows={view.overdue}
        shown={view.shown}
        none="遅れている人はいません。"
        remedy="理由が片づくと、待った人から順に出ます。していただくことがあるときは、理由に書いてあります。"
        columns={["読者", "レッスン", "出るはずだった時刻", "理由"]}
        cells={({ lesson, since, holdup }) => [view.subjectOf(lesson), at(since), holdupWords(holdup, view.zone)]}
      />
      <TroubledList
        view={view}
        heading="届いたかどうか、わからない"
        rows={view.unconfirmedMails}
        remedy="二度届くよりはと、ひとりでには送りなおしません。送信サービスから知らせが来れば、ここから消えます。読者のページで、そのレッスンをもう一度送れます。"
      />
      <TroubledList
        view={view}
        heading="こちらの都合で、送れなかった"
        rows={view.failed}
        remedy="アドレスではなく、メールの中身か設定が理由です。理由を直したら、下のボタンで、この14日の分をもう一度送れます。次のレッスンは予定どおり届きます。"
      />
      {view.failed.length > 0 && (
        <form method="post" action="/admin/stuck/retry">
          <button type="submit" class="quiet">
            送れなかったメールを、もう一度送る
          </button>
        </form>
      )}
      <List
        heading="送信停止のアドレス"
        rows={view.suppressed}
        shown={view.shown}
        none="ありません。"
        remedy="読者のページから解けます。迷惑メールと報告した方のものは、ご本人の希望を書面で受けとったときだけです。"
        columns={["読者", "理由", "いつから"]}
        cells={(row) => [SUPPRESSED[row.reason] ?? row.reason, at(row.created_at)]}
      />
      <List
        heading="アドレスの確認がまだの人"
        rows={view.neverConfirmed}
        shown={view.shown}
        none="ありません。"
        remedy="こちらから催促のメールは送りません。14日たつと消えます。ご本人がもう一度申し込めば、確認のメールがまた届きます。"
        columns={["登録した人", "いつ"]}
        cells={(row) => [at(row.signed_up_at)]}
      />
    </DeskFrame>
  );
}

type TroubledProps = { view: StuckView; heading: string; rows: readonly Troubled[]; remedy: string };

function TroubledList({ view, ...list }: TroubledProps) {
  return (
    <List
      {...list}
      shown={view.shown}
      none="ありません。"
      columns={["読者", "レッスン", "いつ", "理由"]}
      cells={(row) => [
        view.subjectOf(row.lesson),
        localDateAndTime(view.zone, row.claimed_at),
        reasonWords(row.reason) ?? row.reason,
      ]}
    />
  );
}

const SUPPRESSED: Readonly<Record<string, string>> = {
  complaint: "迷惑メールとして報告された",
  hard_bounce: "アドレスに届かない",
  manual: "作業台かコマンドで止めた",
};

/** A suppression outlives its reader: then nothing but the hash of her address is left. */
type Whose = { readonly [fact in keyof Person]: Person[fact] | null };

function Who({ person }: { person: Whose }) {
  if (person.subscriber_id === null) return "（読者ではありません。アドレスは符号だけを残しています）";
  return (
    <>
      <a href={`/admin/readers/${person.subscriber_id}`}>{person.email}</a>
      {person.name ? ` ${person.name}さん` : ""}
    </>
  );
}

type ListProps<Row> = {
  heading: string;
  rows: readonly Row[];
  shown: number;
  none: string;
  remedy: string;
  columns: readonly string[];
  /** All columns but the first, which says who it is. */
  cells: (row: Row) => readonly string[];
};

function List<Row extends Whose>({ heading, rows, shown, none, remedy, columns, cells }: ListProps<Row>) {
  return (
    <Part heading={`${heading}${rows.length === 0 ? "" : `（${rows.length}件${rows.length < shown ? "" : "以上"}）`}`}>
      {rows.length === 0 ? (
        <p class="note">{none}</p>
      ) : (
        <>
          <p class="note">{remedy}</p>
          <table class="cards">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.subscriber_id} ${cells(row).join()}`}>
                  <td class="who">
                    <Who person={row} />
                  </td>
                  {cells(row).map((cell, index) => (
                    <td data-label={columns[index + 1]} key={columns[index + 1]}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Part>
  );
}

function Part({ heading, children }: PropsWithChildren<{ heading: string }>) {
  return (
    <section>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}
