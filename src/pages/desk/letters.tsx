/** Letters: those there are, and how far each is. */

import { localDateAndTime } from "../../domain/clock.ts";
import type { LetterState } from "../../domain/letter.ts";
import { DeskFrame, type DeskProps } from "./frame.tsx";

type Sending = {
  readonly state: LetterState;
  readonly created_at: number;
  readonly confirmed_at: number | null;
  readonly sent_in_all: number;
};

/** `subject`: null when the file is gone. */
type Listed = { readonly key: string; readonly subject: string | null; readonly newest: Sending | null };

const STATES: Record<LetterState, string> = {
  counting: "数えています",
  counted: "確認待ち",
  sending: "送っています",
  stopping: "止めています",
  stopped: "途中で止めました",
  done: "送り終えました",
};

export function StateFlag({ state }: { state: LetterState | null }) {
  if (state === null) return <span class="flag">まだ送っていません</span>;
  return (
    <span class={state === "done" ? "flag good" : state === "stopped" ? "flag bad" : "flag"}>{STATES[state]}</span>
  );
}

export function LettersPage({ letters, zone, ...props }: DeskProps & { letters: readonly Listed[]; zone: string }) {
  return (
    <DeskFrame {...props} title="手紙" path="/admin/letters">
      <p>コースとは別に、読者のみなさんへ送る一通です。同じ手紙が、同じ人に二度届くことはありません。</p>
      {letters.length === 0 ? <NoLetters /> : <LetterTable letters={letters} zone={zone} />}
    </DeskFrame>
  );
}

function NoLetters() {
  return (
    <section>
      <h2>手紙はまだありません</h2>
      <p>
        <code>npm run new-letter -- autumn-news</code> で、<code>emails/letters/autumn-news.tsx</code>
        ができます。書いて、<code>npm run deploy</code> すると、ここに並びます。
      </p>
    </section>
  );
}

function LetterTable({ letters, zone }: { letters: readonly Listed[]; zone: string }) {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">件名</th>
          <th scope="col">ようす</th>
          <th scope="col" class="number">
            送った数
          </th>
          <th scope="col">いちばん新しい回</th>
        </tr>
      </thead>
      <tbody>
        {letters.map(({ key, subject, newest }) => (
          <tr key={key}>
            <th scope="row">
              <a href={`/admin/letters/${key}`}>{subject ?? `${key}（ファイルがありません）`}</a>
            </th>
            <td data-label="ようす">
              <StateFlag state={newest?.state ?? null} />
            </td>
            <td data-label="送った数" class="number">
              {(newest?.sent_in_all ?? 0).toLocaleString("ja-JP")}
            </td>
            <td data-label="いちばん新しい回">
              {newest ? localDateAndTime(zone, newest.confirmed_at ?? newest.created_at) : "―"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
