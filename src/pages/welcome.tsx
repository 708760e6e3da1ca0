/** The page after the confirm button: she is in, and the guide is here to read. */

import { Trail } from "./illustrations.tsx";
import { type PageProps, Sheet } from "./layout.tsx";

/** `nextLine` is a whole sentence about the next mail, or empty; `already` when the button was pressed before. */
export function WelcomePage(props: PageProps & { guideUrl: string; nextLine: string; already: boolean }) {
  const { nonce, site, guideUrl, nextLine, already } = props;
  return (
    <Sheet
      nonce={nonce}
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
      {nextLine && <p class="next">{nextLine}</p>}
      <section class="aside">
        <h2>次からのメールのために</h2>
        <p>
          届いたメールの差出人を連絡先に加えておくと、迷惑メールに紛れにくくなります。もし迷惑メールのフォルダーに入っていたら、「迷惑メールではない」に直しておいてください。
        </p>
      </section>
    </Sheet>
  );
}
