/** The page behind a link to her own pages that no longer opens them, or never did. */

import { COURSE_LINK_LIFE, DAY } from "../domain/numbers.ts";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function CourseLinkPage({ site }: PageProps) {
  const days = COURSE_LINK_LIFE / DAY;
  return (
    <Sheet site={site} title="このリンクは使えなくなっています">
      <p>
        {`コースのページへのリンクが使えるのは、メールをお送りしてから${days}日間です。期限を過ぎたか、届け先を変えられたか、アドレスの一部が途中で切れてしまったのかもしれません。`}
      </p>
      <p>いちばん新しいメールの終わりにある「予定を見る・時刻を変える」を、もう一度押してみてください。</p>
      <p>
        それも使えないときは、<a href="/">トップページ</a>
        から、いまのアドレスでもう一度お申し込みください。登録がお済みの方には、新しいリンクの入ったメールをお送りします。
      </p>
      <p class="note">
        うまくいかないときは、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </Sheet>
  );
}
