/** What people ask before they leave an address, answered honestly. */

import type { PropsWithChildren } from "hono/jsx";
import { DAY, UNCONFIRMED_LIFE } from "../../domain/numbers.ts";
import { ReachUs, type Site } from "../layout.tsx";
import { Part } from "./part.tsx";

export function Answers({ site }: { site: Site }) {
  return (
    <Part name="answers" heading="登録の前に、気になること">
      <Answer to="転職をすすめるコースですか">
        いいえ。異動を願い出る、上司と話して仕事を組み替える、キャリアカウンセラーに気持ちを聞いてもらう。いまの会社でできることも、同じように書いています。動かないと決めるのも、ひとつの答えです。
      </Answer>
      <Answer to="なぜ無料なのですか">
        私の個別相談を知っていただく入口でもあるからです。3日目から短いご案内が入り、最後の日にあらためてお誘いします。読むだけで終えていただいて、まったくかまいません。
      </Answer>
      <Answer to="読めば、状況は変わりますか">
        お約束はできません。会社のことも家のことも、ひとりずつ違うからです。お渡しできるのは、考える順番と、10分でできる小さな試し方です。
      </Answer>
      <Answer to="毎日読める自信がありません">
        読めない日があっても、遅れたことにはなりません。たまったら、全部さかのぼらずに、新しいものから開いてください。
      </Answer>
      <Answer to="会社に知られませんか">
        こちらから会社に連絡することはありません。登録には、会社のものではなく、ご自分のアドレスをお使いください。
      </Answer>
      <Answer to="アドレスは何に使いますか">
        {`コースのメールと、個別相談のご案内をお送りするために使います。登録の確認がすまなかったアドレスは、${UNCONFIRMED_LIFE / DAY}日で消します。ほかにお聞きになりたいことがあれば、`}
        <ReachUs site={site} /> へどうぞ。
      </Answer>
    </Part>
  );
}

function Answer({ to, children }: PropsWithChildren<{ to: string }>) {
  return (
    <div class="answer">
      <h3>{to}</h3>
      <p>{children}</p>
    </div>
  );
}
