/** Records: readers brought in, taken out, and erased. */

import { type ImportMode, JAPANESE_COLUMNS } from "../../../domain/import-columns.ts";
import { DAY, IMPORT_PER_TICK, UNCONFIRMED_LIFE } from "../../../domain/numbers.ts";
import { AddressField, Field, fieldProps } from "../../field.tsx";
import { DeskFrame, type DeskProps } from "../frame.tsx";
import { type ImportInTable, ImportTable } from "./imports.tsx";
import { MODE_WORDS } from "./words.ts";

export type RecordsView = {
  readonly zone: string;
  readonly imports: readonly ImportInTable[];
  /** What is wrong with the file, and the way in that was chosen. */
  readonly fileError?: string | undefined;
  readonly mode?: ImportMode | undefined;
  readonly eraseError?: string | undefined;
  readonly eraseTyped?: string | undefined;
};

export function RecordsPage({ view, ...props }: DeskProps & { view: RecordsView }) {
  return (
    <DeskFrame {...props} title="出し入れ" path="/admin/records">
      <section>
        <h2>読者を取り込む</h2>
        <p>
          ほかで同意をいただいた方を、CSVのファイルで取り込みます。まず試すだけで、ここでは何も変わりません。どの行がどうなるかを見てから、取り込むかどうかをお決めください。
        </p>
        <ImportForm {...view} />
        <Columns />
      </section>
      {view.imports.length > 0 && <ImportTable imports={view.imports} zone={view.zone} />}
      <section>
        <h2>読者を持ち出す</h2>
        <p>
          すべての読者の、いまの様子と日時、どこから来られたか、お送りしたレッスンです。日時は世界標準時（UTC）です。CSVはExcelでそのままひらけます。
        </p>
        <p class="in-row">
          <a class="button" href="/admin/records/readers.csv" download>
            CSVで持ち出す
          </a>
          <a class="button" href="/admin/records/readers.json" download>
            JSONで持ち出す
          </a>
        </p>
        <p class="note">個人の記録です。持ち出したファイルは、用が済んだら消してください。</p>
      </section>
      <EraseForm error={view.eraseError} typed={view.eraseTyped} />
    </DeskFrame>
  );
}

function ImportForm({ fileError, mode = "ask" }: RecordsView) {
  return (
    <form class="steps" method="post" action="/admin/records/import" enctype="multipart/form-data" novalidate>
      <Field id="file" label="CSVのファイル" aside="2MB、20,000行まで" error={fileError}>
        <input {...fieldProps("file", fileError)} type="file" accept=".csv,text/csv" />
      </Field>
      <fieldset>
        <legend>取り込みかた</legend>
        <Way mode="ask" chosen={mode}>
          {`確認のメールを1通だけお送りします。ボタンを押された方から、コースが最初のレッスンから始まります。お返事のない方は${UNCONFIRMED_LIFE / DAY}日で忘れます。5分に${IMPORT_PER_TICK}人ずつ、きょうのレッスンの分を残してお送りします。`}
        </Way>
        <Way mode="already_confirmed" chosen={mode}>
          その方が「このコース」を頼まれたこと、メールのリンクなどでアドレスを確かめてあることの、両方の証拠があるときだけです。ほかのメールマガジンへの同意では足りません。次の配信の時刻に、最初のレッスンからお送りします。
        </Way>
      </fieldset>
      <p>
        <button type="submit">試してみる（何も変わりません）</button>
      </p>
    </form>
  );
}

function Way({ mode, chosen, children }: { mode: ImportMode; chosen: ImportMode; children: string }) {
  return (
    <div class="way">
      <div class="tick">
        <input type="radio" id={`mode-${mode}`} name="mode" value={mode} checked={mode === chosen} />
        <label for={`mode-${mode}`}>{MODE_WORDS[mode]}</label>
      </div>
      <p class="note">{children}</p>
    </div>
  );
}

const COLUMNS = [
  ["email", "いつも", "hanako@example.com"],
  ["name", "なくてもよい", "花子"],
  ["consent_wording", "いつも", "メールコースと個別相談のご案内が届くことに同意します。"],
  ["consent_at", "いつも", "2026-10-03 または 2026-10-03T14:05+09:00"],
  ["consent_source", "いつも", "セミナー 2026-10-03 紙の申込書、または https://…"],
  ["confirmed_at", "確認が済んでいる方だけ", "2026-10-03T14:20+09:00"],
] as const;

function Columns() {
  return (
    <details>
      <summary>ファイルの書きかた</summary>
      <p>
        1行目は見出しです。日本語でも英語でもかまいません。ほかの列は読みません。同意の証拠がそろわない行は、その行だけを取り込みません。文字コードはUTF-8かShift_JISです。
      </p>
      <table class="cards">
        <thead>
          <tr>
            <th>見出し</th>
            <th>要るとき</th>
            <th>例</th>
          </tr>
        </thead>
        <tbody>
          {COLUMNS.map(([column, when, example]) => (
            <tr key={column}>
              <th scope="row">
                {JAPANESE_COLUMNS[column]} <small>{column}</small>
              </th>
              <td data-label="要るとき">{when}</td>
              <td data-label="例">{example}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function EraseForm({ error, typed }: { error: string | undefined; typed: string | undefined }) {
  return (
    <section>
      <h2>アドレスから消す</h2>
      <p>
        ご本人から消してほしいと言われたときに使います。次のページで、何が消えて何が残るかをお見せします。そこまでは何も変わりません。
      </p>
      <form class="steps" method="post" action="/admin/records/erase" novalidate>
        <AddressField label="消す方のメールアドレス" typed={typed ?? ""} error={error} isOthers isAlone />
        <p>
          <button type="submit" class="quiet">
            何が消えるか見る
          </button>
        </p>
      </form>
    </section>
  );
}
