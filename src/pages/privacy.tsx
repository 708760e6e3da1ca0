/** The privacy policy: what is kept, what for, who helps with it, how long, and what she may ask for. */

import type { PropsWithChildren } from "hono/jsx";
import { DAY, UNCONFIRMED_LIFE } from "../domain/numbers.ts";
import { type PageProps, ReachUs, Sheet, type Site } from "./layout.tsx";

export function PrivacyPage({ site }: PageProps) {
  return (
    <Sheet site={site} title="プライバシーポリシー" canonical={`${site.url}/privacy`}>
      <p>
        {`「${site.courseTitle}」をお届けするために${site.senderName}がお預かりするものと、その扱いについて、個人情報の保護に関する法律にそって、ここに書きました。`}
      </p>
      <Clause heading="お預かりするもの">
        <ul>
          <li>メールアドレス。お名前（ニックネーム）は、書いてくださったときだけ。</li>
          <li>同意いただいた文面と日時、フォームのあったページ、登録の確認をされた日時。</li>
          <li>
            どこからいらしたか。リンクについていた目印（utm_
            で始まる語）と、前のページのサイト名です。お申し込みと一緒に控えます。
          </li>
          <li>
            同意の証拠として、お申し込みのときのIPアドレスの前半と、お使いのブラウザーの種類。どちらも、そのままでは読めない形（ハッシュ）に変えたものだけを控えます。
          </li>
          <li>
            はじめのページをご覧になった回数を、週と、どこからいらしたかごとに。数えるだけで、どなたかはわかりませんし、お使いの機器には何も残しません。
          </li>
          <li>お送りしたメールが、届いたか、戻ってきたか、迷惑メールとして報告されたか。</li>
          <li>
            個別相談のお申し込みに書いてくださったことと、そのあとのやりとりの段階（返信済み、日程決定など）、差出人の控え。
          </li>
          <li>
            いたずらの申し込みを防ぐための、回線やドメインごとの申し込みの数。その日のうちだけ照らし合わせられる値で数え、長くても2週間ほどで消します。回線のアドレスそのものは控えません。
          </li>
        </ul>
        <p>メールをひらいたか、どのリンクを押したかは、調べていません。</p>
      </Clause>
      <Clause heading="使いみち">
        <ul>
          <li>コースのメールと、個別相談のご案内をお送りするため。</li>
          <li>個別相談のお申し込みにお返事をし、日程を決めるため。</li>
          <li>お問い合わせにお答えするため。</li>
          <li>どの紹介から読みはじめていただいたかを、人数として知るため。</li>
          <li>同意いただいたことと、配信を止めたことを、あとからも確かめられるようにするため。</li>
        </ul>
        <p>ここにないことには使いません。ほかの方に売ったり、渡したりもしません（法令にもとづく場合を除きます）。</p>
      </Clause>
      <Processors site={site} />
      <HowLong />
      <Clause heading="クッキー">
        <p>
          お申し込みのあと、確認のメールをもう一度送れるように、24時間で消えるクッキーをお使いのブラウザーに置きます。中身は照らし合わせるための値で、アドレスそのものは入っていません。広告や計測のためのクッキーは使っていません。{" "}
          {site.turnstileKey
            ? "お申し込みのフォームのあるページでは、送るのが人の手かどうかを確かめるために、Cloudflareのプログラム（Turnstile）を読み込みます。そのほかに、ほかの会社のプログラムは読み込みません。"
            : "ほかの会社のプログラムも読み込みません。"}
        </p>
      </Clause>
      <YourRights site={site} />
    </Sheet>
  );
}

function Processors({ site }: { site: Site }) {
  return (
    <Clause heading="預け先と、外国での取り扱い">
      <p>
        ページとメールのために、次の二社のサービスを使っています。どちらもアメリカ合衆国の会社で、お預かりしたものの置き場所が、同国を含む外国になることがあります。
      </p>
      <ul>
        <li>Cloudflare：このページを動かし、お預かりしたものを保管しています。</li>
        <li>Resend：メールをお送りしています。</li>
      </ul>
      {site.tellsReceiver && (
        <p>
          個別相談のお申し込みがあったときは、お名前、メールアドレス、ご連絡の方法、ご希望の日時と、やりとりの段階を、差出人が日程の管理に使っている別のサービスにも送ります。相談したいことの中身とワークシートは送りません。
        </p>
      )}
      <p>
        通信は暗号化し、管理に使う鍵は差出人が保管しています。アメリカ合衆国の個人情報保護の制度については、個人情報保護委員会（ppc.go.jp）が調べた結果を公表しています。
      </p>
    </Clause>
  );
}

/** Time Travel of D1 remembers 7 days on the free plan and 30 on the paid one. */
function HowLong() {
  return (
    <Clause heading="お預かりする期間">
      <ul>
        <li>{`登録の確認がすまなかったアドレスは、最後のお申し込みから${UNCONFIRMED_LIFE / DAY}日で消します。`}</li>
        <li>配信を止めた方のものは、続きから再開できるように残します。消してほしいときは、お知らせください。</li>
        <li>
          消したあとも、同意の記録と、もうお送りしないというしるしは、アドレスを読み戻せない形にしたものと一緒に残します。法律が求める証拠のためと、間違ってまたお送りしないためです。
        </li>
        <li>同意の記録は、最後にメールをお送りしてから3年で消します。</li>
        <li>保管先の復旧用の控えには、消したものが最長30日残ります。</li>
      </ul>
    </Clause>
  );
}

function YourRights({ site }: { site: Site }) {
  return (
    <Clause heading="ご本人からのお求め">
      <p>
        お預かりしているものを知りたい、直したい、使うのをやめてほしい、消してほしい。いつでもお申し出ください。ご本人であることを確かめたうえで、遅れずにお応えします。費用はいただきません。
      </p>
      <p>
        お申し出先：{site.senderName}（{site.senderAddress}）、
        <ReachUs site={site} />
      </p>
    </Clause>
  );
}

function Clause({ heading, children }: PropsWithChildren<{ heading: string }>) {
  return (
    <section class="clause">
      <h2>{heading}</h2>
      {children}
    </section>
  );
}
