/**
 * The page after the sign-up form: look into your inbox.
 *
 * It is the same for a new, a known, an unconfirmed and a suppressed address, so that nobody can find out here who is
 * on the list; every sentence holds in all four cases.
 */

import { CONFIRM_LINK_LIFE, DAY } from "../domain/numbers.ts";
import { Trail } from "./illustrations.tsx";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

/** `senderDomain` is what stands behind the @ of the mails' sender. */
export function SignUpReceivedPage(props: PageProps & { email: string; senderDomain: string }) {
  const { nonce, site, email, senderDomain } = props;
  const days = CONFIRM_LINK_LIFE / DAY;
  return (
    <Sheet nonce={nonce} site={site} title="受信箱をご覧ください" drawing={<Trail reached={1} />}>
      <p>
        お申し込みを受けとりました。続きは、<strong class="address">{email}</strong> の受信箱でお願いします。
      </p>
      <ol class="todo">
        <li>
          <span>
            数分待って、<strong class="address">{senderDomain}</strong> からのメールを探してください。
          </span>
        </li>
        <li>アドレスの確認をお願いするメールでしたら、中のリンクを開いてください。</li>
        <li>開いたページで登録のボタンを押すと、登録が終わります。</li>
      </ol>
      <p>{`確認のリンクは、メールをお送りしてから${days}日間使えます。はじめての方は、登録のボタンを押さないかぎり、コースのメールは届きません。`}</p>
      <section class="aside">
        <h2>届かないときは</h2>
        <ul>
          <li>迷惑メールや「プロモーション」のフォルダーに入っていることがあります。</li>
          <li>
            携帯電話会社のアドレスでは、ドメイン指定受信に <strong class="address">{senderDomain}</strong>{" "}
            を加えてから、もう一度お申し込みください。
          </li>
          <li>
            アドレスの綴りが違っていたら、<a href="/#signup">申し込みのページ</a>からやり直せます。
          </li>
          <li>
            同じアドレスに確認のメールを何通も続けてお送りすることはありません。少し前のメールも探してみてください。
          </li>
          <li>前に登録がお済みのアドレスには、確認のかわりに、そのお知らせが届くことがあります。</li>
          <li>
            以前にメールを受けとれなかったアドレスには、お送りできないことがあります。別のアドレスをお使いください。
          </li>
        </ul>
        <p>
          それでも届かなければ、お手数ですが <ReachUs site={site} /> までお知らせください。
        </p>
      </section>
    </Sheet>
  );
}
