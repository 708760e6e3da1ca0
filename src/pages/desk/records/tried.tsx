/** What an import would do, line by line, with the button that does it. */

import { localYearDateAndTime } from "../../../domain/clock.ts";
import type { ImportMode } from "../../../domain/import-columns.ts";
import { newOnes, type Verdict } from "../../../domain/import-verdict.ts";
import { IMPORT_PER_TICK } from "../../../domain/numbers.ts";
import { FieldError } from "../../field.tsx";
import { Figure } from "../figures.tsx";
import { DeskFrame, type DeskProps } from "../frame.tsx";
import { hoursWords } from "./imports.tsx";
import { lineWords, MODE_WORDS } from "./words.ts";

export type TriedView = {
  readonly mode: ImportMode;
  readonly encoding: string;
  readonly key: string;
  readonly verdicts: readonly Verdict[];
  readonly takenAt: number | null;
  readonly takenId: string | null;
  /** The file in base64, for the second step. */
  readonly kept: string;
  readonly zone: string;
  readonly courseTitle: string;
  /** How many were new when it was looked at, when something has changed since; and whether the promise was left out. */
  readonly seen?: number | undefined;
  readonly unsure?: boolean | undefined;
};

/** Lines shown of each kind; all of them are told by the command. */
const LINES_SHOWN = 300;

export function TriedPage({ view, ...props }: DeskProps & { view: TriedView }) {
  const fresh = newOnes(view.verdicts);
  const count = (kind: Verdict["kind"]) => view.verdicts.filter((verdict) => verdict.kind === kind).length;
  return (
    <DeskFrame {...props} title="取り込むと、こうなります" path="/admin/records">
      <p class="said">まだ何も変わっていません。</p>
      {view.seen !== undefined && (
        <p class="warn">
          <strong>ご覧になったあとに、変わったところがあります。</strong>
          {`新しく取り込む方は、さきほどは${view.seen}人、いまは${fresh.length}人です。何もしていませんので、もう一度お確かめください。`}
        </p>
      )}
      <dl class="figures">
        <Figure name="新しく取り込む行" value={fresh.length} />
        <Figure name="とばす行" value={count("skipped")} />
        <Figure name="受け取れない行" value={count("refused")} />
      </dl>
      <p class="note">{`文字コードは${view.encoding}、取り込みかたは「${MODE_WORDS[view.mode]}」です。`}</p>
      <Doing view={view} count={fresh.length} />
      <Lines title="受け取れない行" lines={view.verdicts.filter(({ kind }) => kind === "refused")} />
      <Lines title="とばす行" lines={view.verdicts.filter(({ kind }) => kind === "skipped")} />
      <Lines title="新しく取り込む行" lines={fresh} />
      <p>
        <a href="/admin/records">やめて、出し入れへ戻る</a>
      </p>
    </DeskFrame>
  );
}

function Doing({ view, count }: { view: TriedView; count: number }) {
  if (view.takenAt !== null) {
    return (
      <p class="warn">
        <strong>このファイルは、もう取り込まれています。</strong>
        <a href={`/admin/records/imports/${view.takenId}`}>{localYearDateAndTime(view.zone, view.takenAt)}の取り込み</a>
        をご覧ください。
      </p>
    );
  }
  if (count === 0) return <p class="warn">新しく取り込める行がありません。</p>;
  const asks = view.mode === "ask";
  return (
    <form class="steps" method="post" action="/admin/records/import/do" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="kept" value={view.kept} />
      <input type="hidden" name="mode" value={view.mode} />
      <input type="hidden" name="key" value={view.key} />
      <input type="hidden" name="seen" value={String(count)} />
      <p>
        {asks
          ? `${count}人に、確認のメールを1通ずつお送りします。5分に${IMPORT_PER_TICK}人ずつで、${hoursWords(count)}ほどかかります。`
          : `${count}人が読者になり、それぞれ次の配信の時刻に、最初のレッスンが届きます。5分に${IMPORT_PER_TICK}人ずつで、${hoursWords(count)}ほどかかります。`}
      </p>
      {!asks && <Sure title={view.courseTitle} unsure={view.unsure === true} />}
      <p>
        <button type="submit">{`${count}人を取り込む`}</button>
      </p>
    </form>
  );
}

/** Consent to something else is none to this. */
function Sure({ title, unsure }: { title: string; unsure: boolean }) {
  const error = unsure
    ? "確かめられたら、ここに印を付けてください。そうでなければ、確認のメールで尋ねるほうをお選びください。"
    : undefined;
  return (
    <div class="field">
      <div class="tick">
        <input type="checkbox" id="sure" name="sure" value="yes" aria-invalid={unsure ? "true" : undefined} />
        <label for="sure">{`同意の文面が、このコース「${title}」のメールについてのものであることを、確かめました。`}</label>
      </div>
      <FieldError id="sure" error={error} />
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Verdict[] }) {
  if (lines.length === 0) return null;
  const more = lines.length - LINES_SHOWN;
  return (
    <details open={lines[0]?.kind !== "new"}>
      <summary>{`${title}（${lines.length}行）`}</summary>
      <table class="cards">
        <tbody>
          {lines.slice(0, LINES_SHOWN).map((verdict) => (
            <tr key={verdict.line}>
              <th scope="row">{`${verdict.line}行目`}</th>
              {verdict.kind !== "refused" && <td>{verdict.row.email}</td>}
              {verdict.kind !== "new" && <td>{lineWords(verdict)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="note">{`ほかに${more}行あります。npm run import では、すべての行が見られます。`}</p>}
    </details>
  );
}
