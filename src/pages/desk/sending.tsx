/** Sending: pausing everything and resuming it, with what it means for how many. */

import { localDateAndTime } from "../../domain/clock.ts";
import type { Machine, Trouble } from "../../domain/late.ts";
import { Field, fieldProps } from "../field.tsx";
import { good, refused, SaidLine } from "../said.tsx";
import { type Count, countWords, Figure } from "./figures.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { Troubles } from "./troubles.tsx";

export type SendingView = {
  readonly zone: string;
  readonly now: number;
  readonly machine: Machine;
  readonly troubles: readonly Trouble[];
  /** Readers due now, and within 24 hours; lessons and notices that are written and wait. */
  readonly due: Count;
  readonly soon: Count;
  readonly claimed: number;
  readonly notices: number;
  /** What was just done, or any other text. */
  readonly said: string;
};

const SAYINGS = {
  paused: good("すべての送信を止めました。再開するまで、読者へのメールは出ません。"),
  resumed: good("再開しました。待っていたメールは、5分のうちに出はじめます。"),
  "not-paused": good("送信は止まっていませんでした。何も変えていません。"),
  "not-reconciled": refused(
    "控えから戻したデータベースの照合が、まだ済んでいません。npm run reconcile のあとで再開できます。何も変えていません。",
  ),
};

export function SendingPage({ view, ...props }: DeskProps & { view: SendingView }) {
  const { pausedUntil } = view.machine;
  const isPaused = pausedUntil !== null && pausedUntil > view.now;
  return (
    <DeskFrame {...props} title="送信" path="/admin/sending">
      <SaidLine sayings={SAYINGS} said={view.said} />
      <Troubles troubles={view.troubles} zone={view.zone} />
      <dl class="figures">
        <Figure name="いま届くはずの人" value={countWords(view.due)} />
        <Figure name="これから24時間" value={countWords(view.soon)} />
        <Figure name="書きあがって待つレッスン" value={`${view.claimed}通`} />
        <Figure name="そのほかの待つメール" value={`${view.notices}通`} />
      </dl>
      {isPaused ? <Resume view={view} until={pausedUntil} /> : <Pause view={view} />}
    </DeskFrame>
  );
}

function Pause({ view }: { view: SendingView }) {
  return (
    <section>
      <h2>すべて止める</h2>
      <p>
        {`止めると、これから24時間に届くはずだった${countWords(view.soon)}のレッスンも、新しく登録した人への確認のメールも、再開まで出ません。`}
        消えるメールはなく、再開すると、待った人から順に1通ずつ出ます。たまった分が一度に届くことはありません。
      </p>
      <form method="post" action="/admin/sending/pause">
        <Field id="why" label="理由" aside="ご自分のための覚え書き。なくてもかまいません" error={undefined}>
          <input {...fieldProps("why", undefined)} type="text" maxlength={200} />
        </Field>
        <p>
          <button type="submit">すべての送信を止める</button>
        </p>
      </form>
    </section>
  );
}

function Resume({ view, until }: { view: SendingView; until: number }) {
  const { stoppedAt } = view.machine;
  return (
    <section>
      <h2>再開する</h2>
      <p>
        {`再開すると、次の見回り（5分のうち）から、いま届くはずの${countWords(view.due)}へ1通ずつと、書きあがって待つ${view.claimed + view.notices}通が出ます。`}
        {stoppedAt === null
          ? ""
          : `${localDateAndTime(view.zone, stoppedAt)}までの戻りと報告の数は、見ていただいたものとして、数えなおしになります。`}
        {stoppedAt === null && view.troubles.some(isByItself)
          ? `そのままでも、${localDateAndTime(view.zone, until)}には再開します。理由が残っていると、また止まります。`
          : ""}
      </p>
      <form method="post" action="/admin/sending/resume">
        <button type="submit">送信を再開する</button>
      </form>
    </section>
  );
}

function isByItself(trouble: Trouble): boolean {
  return trouble.kind === "paused" && trouble.until !== null;
}
