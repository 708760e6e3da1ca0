/** The pages behind the link that proves a new address: the button, what happened, and why nothing did. */

import { Deed } from "./course/clock-forms.tsx";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function NewAddressPage({ site, token }: PageProps & { token: string }) {
  return (
    <Sheet site={site} title="届け先を、このアドレスに変えますか">
      <p>{`ボタンを押すと、「${site.courseTitle}」のメールが、このリンクの届いたアドレスに届くようになります。`}</p>
      <Deed action="/course/new-address" token={token} button="このアドレスに変える" />
      <p class="note">お心当たりがなければ、何も押さずに閉じてください。届け先は変わりません。</p>
    </Sheet>
  );
}

export function AddressChangedPage({ site, courseUrl }: PageProps & { courseUrl: string }) {
  return (
    <Sheet site={site} title="届け先を変えました">
      <p>これからのメールは、新しいアドレスにお届けします。コースは、いま読んでいるところから続きます。</p>
      <p>
        前のアドレスに届いたメールのリンクは、「配信を停止する」のほかは使えなくなりました。送信の途中だったメールがあれば、それだけは前のアドレスに届くかもしれません。
      </p>
      <p>
        <a class="button" href={courseUrl}>
          コースの予定と設定を見る
        </a>
      </p>
    </Sheet>
  );
}

export function NewAddressGonePage({ site }: PageProps) {
  return (
    <Sheet site={site} title="このリンクでは変えられませんでした">
      <p>
        リンクの期限を過ぎたか、アドレスの一部が途中で切れているのかもしれません。届け先は、もとのままです。コースのページの「ご本人の手続き」から、もう一度お試しください。
      </p>
      <p class="note">
        うまくいかないときは、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </Sheet>
  );
}
