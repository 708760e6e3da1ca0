/** What is said of every letter: who its readers may be, what they agreed to, and when it comes. */

import type { Group } from "../../domain/letter.ts";

export const WHOM_WORDS: Record<Group["whom"], string> = {
  finished: "コースを終えた人",
  "under-way": "コースの途中の人",
  everybody: "メールを確認した人みんな",
};

/** What her readers agreed to, and when it comes to them. */
export function HowItGoes() {
  return (
    <ul class="points">
      <li>
        ひとりひとりが選んだ時刻に、早ければ次のその時刻に届きます。お休みの日と、レッスンの前後12時間には送りません。毎日レッスンが届いている人には、コースが終わった次の日になります。レッスンの予定は動きません。
      </li>
      <li>
        読者が同意しているのは「コースのメールとあわせて、個別相談のご案内（広告を含むメール）が届くこと」です。コースの続きの話や個別相談のご案内は、送れます。ほかの商品や、ほかの人の広告は、あらためて同意をもらわないかぎり送れません（特定電子メール法
        第3条）。ファイルから移した読者には、移す前に同意をもらった文言が当てはまります。差出人と配信停止のリンクは、手紙の下にかならず入ります。
      </li>
      <li>送りはじめたあとにできるのは、途中で止めることだけです。届いた分は取り戻せません。</li>
    </ul>
  );
}
