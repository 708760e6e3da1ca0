/** The page after a request for a consultation. */

import { type PageProps, ReachUs, Sheet } from "../layout.tsx";

/** The same for a request that was taken, for one sent twice, and beyond what a day takes: every sentence holds in each case. */
export function ConsultSentPage({ site }: PageProps) {
  return (
    <Sheet site={site} title="お申し込みをお送りしました">
      <p>書いてくださって、ありがとうございます。</p>
      <p class="next">
        数分のうちに「個別相談のお申し込みを受けとりました」というメールが届きます。それが届いたら、お申し込みは間違いなく受けとられています。
      </p>
      <p>日時は、読んでからあらためてお返事します。ふつうは二、三日のうちです。</p>
      <section class="aside">
        <h2>メールが届かないときは</h2>
        <ul>
          <li>迷惑メールのフォルダーに入っていることがあります。</li>
          <li>
            一日に受けとれるお申し込みの数には、限りがあります。少しまえにお送りいただいた分は、そのときのメールをご覧ください。
          </li>
          <li>
            一時間たっても届かなければ、お手数ですが <ReachUs site={site} /> まで、じかにお知らせください。
          </li>
        </ul>
      </section>
    </Sheet>
  );
}
