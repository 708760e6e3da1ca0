/** Erasing by address: what would go and what stays, and the receipt when it is gone. */

import { countsOf, type Erasure, isNothing, KEPT_WORDS, REMOVED_WORDS } from "../../../domain/erasure.ts";
import { DeskFrame, type DeskProps } from "../frame.tsx";

type SeenProps = DeskProps & { seen: Erasure & { readonly email: string | null }; typed: string };

export function EraseSeenPage({ seen, typed, ...props }: SeenProps) {
  const nothing = isNothing(seen);
  return (
    <DeskFrame {...props} title={nothing ? "消すものはありません" : "消すと、こうなります"} path="/admin/records">
      <p class="said">
        <strong class="address">{typed}</strong>
        {nothing ? " でお預かりしているものは、ありません。" : " についての記録です。まだ何も変わっていません。"}
      </p>
      {seen.email !== null && (
        <p class="warn">
          このアドレスは、読者の方の以前のアドレスです。いまのアドレス <strong class="address">{seen.email}</strong>{" "}
          の記録も、ぜんぶ消えます。
        </p>
      )}
      {!nothing && <Counts title="消えるもの" counts={countsOf(REMOVED_WORDS, seen.removed)} />}
      <Counts title="残るもの" counts={countsOf(KEPT_WORDS, seen.kept)} />
      {seen.mailUnderWay && (
        <p class="warn">送信の途中のメールが1通あります。消しても、それだけは届くかもしれません。</p>
      )}
      <form class="steps" method="post" action="/admin/records/erase/do">
        <input type="hidden" name="email" value={typed} />
        {!nothing && <input type="hidden" name="found" value="yes" />}
        <p>
          {nothing
            ? "ご本人へのお返事に使える控えを、いまの日時で作れます。"
            : "消したものは、元に戻せません。相談のメールなど、あなたのメールボックスにあるものは、ご自分で消してください。"}
        </p>
        <p class="in-row">
          <button type="submit">{nothing ? "控えを作る" : "消して、控えを作る"}</button>
          <a href="/admin/records">やめて戻る</a>
        </p>
      </form>
    </DeskFrame>
  );
}

function Counts({ title, counts }: { title: string; counts: { kind: string; words: string; count: number }[] }) {
  if (counts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table class="cards">
        <tbody>
          {counts.map(({ kind, words, count }) => (
            <tr key={kind}>
              <td>{words}</td>
              <td class="number">{`${count}件`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `receipt`: the text for her. */
export function ErasedByAuthorPage({ receipt, nothing, ...props }: DeskProps & { receipt: string; nothing: boolean }) {
  return (
    <DeskFrame {...props} title={nothing ? "消すものはありませんでした" : "消しました"} path="/admin/records">
      <p>下の控えを、そのままご本人へのお返事に貼れます。アドレスは入っていません。</p>
      <div class="field">
        <label for="receipt">控え</label>
        <textarea id="receipt" readonly rows={receipt.split("\n").length + 1}>
          {receipt}
        </textarea>
      </div>
      <p class="note">
        あなたのメールボックスに届いた相談のメールや、持ち出したファイル、相談をお知らせしたほかのプログラムに同じ方の記録があれば、それもお消しください。
      </p>
      <p>
        <a href="/admin/records">出し入れへ戻る</a>
      </p>
    </DeskFrame>
  );
}
