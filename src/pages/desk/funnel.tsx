/** The funnel by source and by week. */

import { type FunnelStep, mondayOf, shareOf } from "../../domain/funnel.ts";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { FunnelTable } from "./funnel-table.tsx";

export type FunnelView = {
  /** How many weeks the sources are about: one of `WEEKS`. */
  readonly weeks: number;
  readonly whole: readonly FunnelStep[];
  /** The week from which on sources are told apart, when that is not all of them. */
  readonly sourcesFrom: number | null;
  readonly sources: readonly { readonly source: string; readonly funnel: readonly FunnelStep[] }[];
  /** The newest first. */
  readonly byWeek: readonly { readonly week: number; readonly funnel: readonly FunnelStep[] }[];
};

export const WEEKS = [4, 12, 52] as const;

export function FunnelPage({ view, ...props }: DeskProps & { view: FunnelView }) {
  return (
    <DeskFrame {...props} title="人の歩み" path="/admin/funnel">
      <nav aria-label="期間">
        <ul class="places">
          {WEEKS.map((weeks) => (
            <li key={weeks}>
              <a href={`/admin/funnel?weeks=${weeks}`} aria-current={weeks === view.weeks ? "page" : undefined}>
                {`${weeks}週`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section>
        <h2>{`この${view.weeks}週に登録した人`}</h2>
        <FunnelTable funnel={view.whole} />
      </section>
      <section>
        <h2>来たところ</h2>
        <Rows
          heading="来たところ"
          rows={view.sources.map(({ source, funnel }) => ({ name: sourceWords(source), funnel }))}
        />
        <p class="note">
          {view.sourcesFrom !== null && `目印が多いので、${mondayOf(view.sourcesFrom)}の週からの分です。`}
          リンクにつけた目印（utm_source）か、前に見ていたサイトの名前です。どちらもわからない人は「わからない」に、40を超えた目印は「そのほか」に入ります。
        </p>
      </section>
      <section>
        <h2>週ごと</h2>
        <Rows heading="週のはじめ" rows={view.byWeek.map(({ week, funnel }) => ({ name: mondayOf(week), funnel }))} />
      </section>
    </DeskFrame>
  );
}

function sourceWords(source: string): string {
  if (source === "") return "わからない";
  return source === "…" ? "そのほか" : source;
}

type Row = { name: string; funnel: readonly FunnelStep[] };

/** Visits, sign-ups, confirmations, the last lesson, and consultations. */
function Rows({ heading, rows }: { heading: string; rows: readonly Row[] }) {
  if (rows.length === 0) return <p>この期間には、まだ誰も来ていません。</p>;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          {COLUMNS.map((column) => (
            <th scope="col" class="number" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, funnel }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columnsOf(funnel).map((words, index) => (
              <td class="number" data-label={COLUMNS[index]} key={COLUMNS[index]}>
                {words}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COLUMNS = ["開いた", "登録", "確認", "最後まで", "相談"];

function columnsOf(funnel: readonly FunnelStep[]): string[] {
  const people = (kind: FunnelStep["kind"]) => funnel.find((step) => step.kind === kind)?.people ?? 0;
  const signedUp = people("sign-up");
  const last = funnel.findLast(({ kind }) => kind === "lesson")?.people ?? 0;
  const withShare = (count: number) => {
    const share = shareOf(count, signedUp);
    return share === null ? String(count) : `${count}（${share}）`;
  };
  return [
    String(people("visit")),
    String(signedUp),
    ...[people("confirm"), last, people("consultation")].map(withShare),
  ];
}
