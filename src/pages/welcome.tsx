/** The page after the confirm button: she is in, the guide is here to read, and she sees and sets when the lessons come. */

import { HourForm } from "./course/clock-forms.tsx";
import { ComingLessons } from "./course/lessons.tsx";
import type { CourseView } from "./course/view.ts";
import { Trail } from "./illustrations.tsx";
import { type PageProps, Sheet } from "./layout.tsx";

type WelcomeProps = PageProps & {
  guideUrl: string;
  /** Whether the button was pressed before. */
  already: boolean;
  /** Of her own page. */
  token: string;
  /** Null when it cannot be told. */
  plan: Pick<CourseView, "clock" | "coming"> | null;
  lineUrl: string | undefined;
};

export function WelcomePage({ site, guideUrl, already, token, plan, lineUrl }: WelcomeProps) {
  return (
    <Sheet
      site={site}
      title={already ? "登録は、もうお済みです" : "ようこそ。ここが一歩目です"}
      drawing={<Trail reached={3} />}
    >
      <p>
        {already
          ? "前に一度、登録のボタンを押していただいています。入門ガイドのメールも、そのときにお送りしています。"
          : "登録ありがとうございます。はじめての方には、入門ガイドをいまメールでお送りしています。"}
        ここでも、すぐに読みはじめられます。
      </p>
      <p>
        <a class="button" href={guideUrl}>
          入門ガイドを読む
        </a>
      </p>
      {plan && plan.coming.length > 0 && <Plan token={token} plan={plan} />}
      {lineUrl && (
        <section>
          <h2>LINEでも</h2>
          <p>よろしければ、LINEでもつながってください。コースのメールは、LINEのあるなしにかかわらず届きます。</p>
          <p>
            <a href={lineUrl}>LINEの友だちに追加する</a>
          </p>
        </section>
      )}
      <section class="aside">
        <h2>次からのメールのために</h2>
        <p>
          届いたメールの差出人を連絡先に加えておくと、迷惑メールに紛れにくくなります。もし迷惑メールのフォルダーに入っていたら、「迷惑メールではない」に直しておいてください。
        </p>
      </section>
    </Sheet>
  );
}

function Plan({ token, plan }: { token: string; plan: Pick<CourseView, "clock" | "coming"> }) {
  return (
    <>
      <section>
        <h2>これから届くレッスン</h2>
        <ComingLessons coming={plan.coming} clock={plan.clock} />
      </section>
      <section>
        <h2>読みやすい時刻に変える</h2>
        <HourForm token={token} clock={plan.clock} />
        <p class="note">あとから、どのメールからでも変えられます。</p>
      </section>
    </>
  );
}
