/** Imports on the desk: the last few, and one with what became of its lines. */

import { localDateAndTime } from "../../../domain/clock.ts";
import type { ImportMode } from "../../../domain/import-columns.ts";
import { IMPORT_PER_TICK } from "../../../domain/numbers.ts";
import { good, SaidLine } from "../../said.tsx";
import { Figure } from "../figures.tsx";
import { DeskFrame, type DeskProps } from "../frame.tsx";
import { MODE_WORDS, OUTCOME_WORDS } from "./words.ts";

export type ImportInTable = {
  readonly id: string;
  readonly mode: ImportMode;
  readonly lines: number;
  readonly done: number;
  readonly ready_at: number;
  readonly ended_at: number | null;
  readonly stopped: number;
};

export function ImportTable({ imports, zone }: { imports: readonly ImportInTable[]; zone: string }) {
  return (
    <section>
      <h2>これまでの取り込み</h2>
      <table class="cards">
        <thead>
          <tr>
            <th>いつ</th>
            <th>取り込みかた</th>
            <th class="number">済んだ行</th>
            <th>いま</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/admin/records/imports/${one.id}`}>{localDateAndTime(zone, one.ready_at)}</a>
              </th>
              <td data-label="取り込みかた">{MODE_WORDS[one.mode]}</td>
              <td class="number" data-label="済んだ行">{`${one.done} / ${one.lines}`}</td>
              <td data-label="いま">
                <Now {...one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Now({ ended_at, stopped }: ImportInTable) {
  if (stopped === 1) return <span class="flag">途中でやめました</span>;
  return ended_at === null ? <span class="flag good">取り込んでいます</span> : <span class="flag">済みました</span>;
}

export type ImportView = {
  readonly zone: string;
  readonly shown: ImportInTable;
  readonly outcomes: readonly { readonly outcome: string | null; readonly lines: number }[];
  readonly leftOut: readonly { readonly line: number; readonly outcome: string }[];
  /** What was just done. */
  readonly said: string;
};

const SAYINGS = {
  begun: good("取り込みを始めました。このページを閉じても、続きます。"),
  stopped: good("残りをやめました。まだだった方のアドレスは、もうここにはありません。"),
  ended: good("この取り込みは、もう終わっています。"),
  already: good("このファイルは、もう取り込まれています。もう一度は取り込みません。"),
};

export function ImportPage({ view, ...props }: DeskProps & { view: ImportView }) {
  const { shown, zone, said } = view;
  const isGoing = shown.ended_at === null;
  return (
    <DeskFrame {...props} title={`${localDateAndTime(zone, shown.ready_at)}の取り込み`} path="/admin/records">
      <SaidLine sayings={SAYINGS} said={said} />
      <dl class="figures">
        <Figure name="取り込む行" value={shown.lines} />
        <Figure name="済んだ行" value={shown.done} />
        <Figure name="取り込みかた" value={MODE_WORDS[shown.mode]} isPlain />
      </dl>
      <p>
        {isGoing ? (
          `あと${hoursWords(shown.lines - shown.done)}ほどかかります。きょう送れる通数が少ないときや、送信が止まっているときは、その分のびます。`
        ) : (
          <Now {...shown} />
        )}
      </p>
      <Outcomes {...view} />
      {isGoing && (
        <section>
          <h2>残りをやめる</h2>
          <p>もうお送りした確認のメールは戻せません。まだの方のアドレスは、ここで消えます。</p>
          <form method="post" action="/admin/records/imports/stop">
            <input type="hidden" name="id" value={shown.id} />
            <button type="submit" class="quiet">
              残りをやめる
            </button>
          </form>
        </section>
      )}
      <p>
        <a href="/admin/records">出し入れへ戻る</a>
      </p>
    </DeskFrame>
  );
}

function Outcomes({ outcomes, leftOut }: ImportView) {
  return (
    <section>
      <h2>どうなったか</h2>
      <table class="cards">
        <tbody>
          {outcomes.map(({ outcome, lines }) => (
            <tr key={outcome ?? ""}>
              <th scope="row">{outcome === null ? "順番を待っています。" : (OUTCOME_WORDS[outcome] ?? outcome)}</th>
              <td class="number" data-label="行">
                {lines}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut.length > 0 && (
        <>
          <h3>取り込まなかった行</h3>
          <table class="cards">
            <tbody>
              {leftOut.map(({ line, outcome }) => (
                <tr key={line}>
                  <th scope="row">{`${line}行目`}</th>
                  <td>{OUTCOME_WORDS[outcome] ?? outcome}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

const MINUTES_A_TICK = 5;

/** How long so many lines take at the usual pace. */
export function hoursWords(lines: number): string {
  const minutes = Math.max(1, Math.ceil(lines / IMPORT_PER_TICK)) * MINUTES_A_TICK;
  if (minutes < 60) return `${minutes}分`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours}時間` : `${Math.ceil(hours / 24)}日`;
}
