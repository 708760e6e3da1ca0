/** Where questions go, and what helps to answer them. */

import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function InquiryPage({ site }: PageProps) {
  return (
    <Sheet site={site} title="お問い合わせ" canonical={`${site.url}/contact`}>
      <p>{`${site.senderName}が読んで、お返事します。メールコースに返信していただいても届きます。`}</p>
      <p class="next">
        <ReachUs site={site} />
      </p>
      <dl class="facts">
        <div>
          <dt>メールを止めたい</dt>
          <dd>
            どのメールにもある「配信を停止する」からすぐに止まります。見つからないときは、届いているアドレスと「配信停止」のひとことだけお送りください。
          </dd>
        </div>
        <div>
          <dt>メールが届かない</dt>
          <dd>登録されたアドレスと、登録された日のおおよその時刻をお知らせください。</dd>
        </div>
        <div>
          <dt>記録を見たい、消したい</dt>
          <dd>
            登録されたアドレスからお知らせください。扱いについては、
            <a href="/privacy">プライバシーポリシー</a>に書いています。
          </dd>
        </div>
      </dl>
      <p class="note">{`住所：${site.senderAddress}`}</p>
    </Sheet>
  );
}
