/** The pages for stopping: the question, what happened, and what to do when the link is not one of ours. */

import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function UnsubscribePage({ site, token }: PageProps & { token: string }) {
  return (
    <Sheet site={site} title="配信を停止しますか">
      <p>
        ボタンを押すと、「{site.courseTitle}
        」のメールも、個別相談のご案内も、これから先は届かなくなります。理由はうかがいません。
      </p>
      <form method="post" action={`/unsubscribe?t=${encodeURIComponent(token)}`}>
        <button type="submit">配信を停止する</button>
      </form>
      <p class="note">読みつづけるときは、何も押さずにこのページを閉じてください。</p>
    </Sheet>
  );
}

/** `mailUnderWay` when one mail was already handed over and its outcome is not known yet. */
export function UnsubscribedPage({ site, mailUnderWay }: PageProps & { mailUnderWay: boolean }) {
  return (
    <Sheet site={site} title="配信を停止しました">
      <p>ここまでご一緒できて、うれしく思いました。コースのメールも個別相談のご案内も、もうお送りしません。</p>
      <p>書きかけの一行があれば、どうぞそのままお手元に。</p>
      {mailUnderWay && (
        <p class="next">
          ただ、手続きのときに送信の途中だったメールが1通あり、それだけは届くかもしれません。そのあとは届きません。
        </p>
      )}
      <section class="aside">
        <h2>また読みたくなったら</h2>
        <p>
          <a href="/">トップページ</a>
          から、同じアドレスでもう一度お申し込みください。確認のあと、止めたところの続きからお届けします。
        </p>
      </section>
    </Sheet>
  );
}

/** For a token we cannot read: it must still be possible to stop. */
export function UnsubscribeUnknownPage({ site }: PageProps) {
  return (
    <Sheet site={site} title="このリンクでは停止できませんでした">
      <p>
        アドレスの一部が途中で切れているのかもしれません。いちばん新しいメールの終わりにある「配信を停止する」を、もう一度押してみてください。
      </p>
      <p>
        それでも止まらないときは、
        <ReachUs site={site} /> まで「配信停止」とだけお知らせください。こちらで手続きをします。理由は要りません。
      </p>
    </Sheet>
  );
}
