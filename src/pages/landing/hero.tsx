/** The first screen: both faces of the mommy track, what she gets, when, from whom, how to stop. */

import type { Site } from "../layout.tsx";
import type { MailOfCourse } from "./mails-by-day.tsx";
import { SignUpForm, type SignUpFormState } from "./sign-up-form.tsx";

type HeroProps = { site: Site; form: SignUpFormState; lessons: readonly MailOfCourse[] };

export function Hero({ site, form, lessons }: HeroProps) {
  return (
    <section class="hero">
      <div class="hero-words">
        <p class="eyebrow">無料のメールコース「{site.courseTitle}」</p>
        <h1>
          <span>大事な仕事から外された。</span>
          <span>時短なのに仕事が減らない。</span>
        </h1>
        <p class="opening">
          反対のようでいて、どちらもマミートラックの顔です。私は二つめのほうにいて、41歳で働き方を組み直しました。その途中で役に立ったことを、電車の中で読める短いメールにしてお届けします。
        </p>
        <p class="jump">
          <a class="button" href="#signup">
            入門ガイドを受けとる
          </a>
        </p>
        <Promises site={site} count={lessons.length} />
      </div>
      <div class="hero-form" id="signup">
        <h2>メールで受けとる</h2>
        <SignUpForm place="top" site={site} form={form} />
      </div>
    </section>
  );
}

function Promises({ site, count }: { site: Site; count: number }) {
  return (
    <dl class="promises">
      <div>
        <dt>届くもの</dt>
        <dd>{`入門ガイド1通と、レッスン${Math.max(count - 1, 0)}通。無料です。`}</dd>
      </div>
      <div>
        <dt>届くとき</dt>
        <dd>{`ガイドは、登録の確認がすんだらすぐに。レッスンは翌日から、毎日${site.courseHour}に1通ずつ。`}</dd>
      </div>
      <div>
        <dt>差出人</dt>
        <dd>{site.senderName}。広告のコピーを書いてきた、働く母親です。</dd>
      </div>
      <div>
        <dt>やめ方</dt>
        <dd>どのメールにもある「配信を停止する」から、いつでも。</dd>
      </div>
    </dl>
  );
}
