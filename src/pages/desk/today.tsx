/** Today: what went out, what is due, whether the machine runs, and how far people came. */

import { localDateAndTime, localParts } from "../../domain/clock.ts";
import type { FunnelStep } from "../../domain/funnel.ts";
import { type Machine, type Trouble, waitingWords } from "../../domain/late.ts";
import { DAY } from "../../domain/numbers.ts";
import { Columns } from "./chart.tsx";
import { type Count, countWords, Figure } from "./figures.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { FunnelTable } from "./funnel-table.tsx";
import { Troubles } from "./troubles.tsx";

export type TodayView = {
  readonly now: number;
  readonly zone: string;
  /** UTC days, oldest first. */
  readonly days: readonly {
    readonly day: string;
    readonly accepted: number;
    readonly bounced: number;
    readonly complained: number;
  }[];
  readonly late: Count;
  readonly soon: Count;
  readonly oldestDueAt: number | null;
  readonly machine: Machine;
  readonly troubles: readonly Trouble[];
  readonly rates: { readonly accepted: number; readonly bounced: number; readonly complained: number };
  readonly requests: number;
  /** How many weeks the funnel is about. */
  readonly weeks: number;
  readonly funnel: readonly FunnelStep[];
};

export function TodayPage({ view, ...props }: DeskProps & { view: TodayView }) {
  return (
    <DeskFrame {...props} title="今日" path="/admin">
      <Troubles troubles={view.troubles} zone={view.zone} />
      <Figures view={view} />
      <Sent view={view} />
      <section>
        <h2>{`この${view.weeks}週に登録した人の歩み`}</h2>
        <FunnelTable funnel={view.funnel} />
        <p>
          <a href="/admin/funnel">来たところと、週ごとに見る</a>
        </p>
      </section>
      <MachineState view={view} />
    </DeskFrame>
  );
}

function Figures({ view }: { view: TodayView }) {
  const { days, late, soon, oldestDueAt, requests, zone, now } = view;
  return (
    <dl class="figures">
      <Figure
        name="きょう送った数"
        value={days.at(-1)?.accepted ?? 0}
        small={`${startOfDay(zone, now).time}から数えて`}
      />
      <Figure name="これから24時間" value={countWords(soon)} small="届く予定の人" />
      <Figure
        name="遅れている人"
        value={countWords(late)}
        small={late.readers > 0 && oldestDueAt !== null ? `${localDateAndTime(zone, oldestDueAt)}の分から` : ""}
      />
      <Figure name="個別相談" value={requests} small="この7日の申し込み" />
    </dl>
  );
}

/** The provider's day begins at midnight UTC. */
function startOfDay(zone: string, now: number) {
  return localParts(zone, Math.floor(now / DAY) * DAY);
}

function Sent({ view: { days, zone, now } }: { view: TodayView }) {
  const bars = days.map(({ day, accepted, bounced, complained }) => ({
    label: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
    value: accepted,
    words: `${day}：${accepted}通${bounced > 0 ? `、戻り${bounced}` : ""}${complained > 0 ? `、報告${complained}` : ""}`,
  }));
  const total = days.reduce((sum, { accepted }) => sum + accepted, 0);
  return (
    <section>
      <h2>この2週間に送ったメール</h2>
      {total === 0 ? (
        <p>まだ、1通も送っていません。</p>
      ) : (
        <>
          <Columns
            bars={bars}
            says={`この2週間に${total}通を送りました。いちばん新しい日は${days.at(-1)?.accepted ?? 0}通です。`}
          />
          <p class="note">
            {`確認のメールなども含みます。一日は送信サービスの日付（世界標準時）で区切られ、こちらの時刻では${startOfDay(zone, now).time}に始まります。`}
          </p>
        </>
      )}
    </section>
  );
}

function MachineState({ view: { machine, rates, troubles, zone } }: { view: TodayView }) {
  const { lastTickAt, waiting, quota } = machine;
  return (
    <section>
      <h2>しくみの様子</h2>
      {troubles.length === 0 && <p>止まっているところはありません。</p>}
      <dl class="facts">
        <div>
          <dt>最後の見回り</dt>
          <dd>{lastTickAt === null ? "まだありません" : localDateAndTime(zone, lastTickAt)}</dd>
        </div>
        <div>
          <dt>送信待ち</dt>
          <dd>
            {waiting === 0 ? "ありません" : `${waitingWords(waiting)}（1件は100通までのまとまりか、お知らせ1通）`}
          </dd>
        </div>
        <div>
          <dt>きょうの枠</dt>
          <dd>{quota === null ? "設定していません（DAILY_QUOTA）" : `${quota.used}／${quota.limit}通`}</dd>
        </div>
        <div>
          <dt>この7日の戻りと報告</dt>
          <dd>{`${rates.accepted}通のうち、戻ってきたもの${rates.bounced}、迷惑メールの報告${rates.complained}`}</dd>
        </div>
      </dl>
    </section>
  );
}
