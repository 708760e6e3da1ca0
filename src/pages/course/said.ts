/** What happened after a button on her page, in a sentence: good news, or why nothing was done. */

import { good, refused, type Saying } from "../said.tsx";

export const COURSE_SAYINGS = {
  hour: good("届ける時刻を変えました。次の予定も、新しい時刻で組み直しています。"),
  days: good("お休みの日を変えました。次の予定も、組み直しています。"),
  pace: good("届く間隔を変えました。次の予定も、組み直しています。"),
  "next-sent": good("次のレッスンをお送りします。数分たっても見当たらなければ、迷惑メールもご覧ください。"),
  "next-waiting": good("次のレッスンは、順番が来しだいお送りします。そのままお待ちください。"),
  "next-already": good("そのレッスンは、もうお送りしています。重ねてお送りすることはありません。"),
  "again-begun": good("えらんだレッスンから、もう一度始めました。その1通も、まもなく届きます。"),
  "again-already": good("もう一度の読みはじめは、すでにすんでいます。重ねて始めることはありません。"),
  "again-too-often": refused("一日にたびたび始めなおすことはできません。明日、もう一度お試しください。"),
  "again-not-hers": refused(
    "そのレッスンからは始められませんでした。下の一覧から、届いたことのあるものをおえらびください。",
  ),
  stopped: refused("配信が止まっているので、お送りしませんでした。"),
  "fresh-sent": good("手続きのリンクを、コースが届いているアドレスへお送りしました。2時間のうちに開いてください。"),
  "fresh-enough": refused("手続きのリンクは、24時間に2通までです。先にお送りしたメールを探してみてください。"),
  unreachable: refused(
    "このアドレスにはメールをお送りできないため、リンクもお送りできません。下の連絡先へお知らせください。",
  ),
  "no-time": refused("時刻を読み取れませんでした。「6:30」のように、24時間の形でお願いします。"),
  "too-late": refused("その日のうちにお届けできるよう、時刻は23:30までのあいだでお願いします。"),
  "no-zone": refused("その地域は、まだえらべません。一覧の中からお願いします。"),
  "no-day": refused(
    "毎日をお休みにはできません。届ける曜日を、ひとつは残してください。止めたいときは、下の「配信を停止する」からどうぞ。",
  ),
  "no-pace": refused("間隔を読み取れませんでした。もう一度おえらびください。"),
} as const satisfies Record<string, Saying>;

export type Said = keyof typeof COURSE_SAYINGS;
