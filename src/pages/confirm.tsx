/** The pages behind the link of the confirm mail: the button, or why the link no longer works. */

import { CONFIRM_LINK_LIFE, DAY } from "../domain/numbers.ts";
import { Trail } from "./illustrations.tsx";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function ConfirmPage({ site, token }: PageProps & { token: string }) {
  return (
    <Sheet site={site} title="登録を確認します" heading="あとひと押しで、始まります" drawing={<Trail reached={2} />}>
      <p>
        下のボタンを押すと「{site.courseTitle}
        」への登録が終わります。はじめての方には、入門ガイドがすぐに届きます。レッスンは翌日から、1日に1通ずつです。
      </p>
      <form method="post" action="/confirm">
        <input type="hidden" name="t" value={token} />
        <button type="submit">登録を完了する</button>
      </form>
      <p class="note">
        メールのリンクを自動でひらいて調べるソフトがあるので、登録の最後だけは、ご本人の手で押していただいています。
      </p>
      <p class="note">お申し込みに心当たりがなければ、何も押さずに閉じてください。登録はされません。</p>
    </Sheet>
  );
}

/** For a link past its time and for one that was never ours: the visitor can do the same about both. */
export function ConfirmExpiredPage({ site }: PageProps) {
  const days = CONFIRM_LINK_LIFE / DAY;
  return (
    <Sheet site={site} title="このリンクは使えなくなっています">
      <p>
        {`確認のリンクが使えるのは、メールをお送りしてから${days}日間です。期限を過ぎたか、アドレスの一部が途中で切れてしまったのかもしれません。`}
      </p>
      <p>ご面倒をおかけしますが、申し込みのページから、もう一度お願いします。</p>
      <p>
        <a class="button" href="/">
          申し込みのページへ
        </a>
      </p>
      <p class="note">
        うまくいかないときは、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </Sheet>
  );
}
