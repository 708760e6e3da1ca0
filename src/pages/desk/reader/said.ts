/** What happened after a button on a reader's page at the desk, in a sentence: done, done already, or why not. */

import { good, refused, type Saying } from "../../said.tsx";

export const DEED_SAYINGS = {
  "next-sent": good("次のレッスンを送りました。下の記録に、まもなく「送りました」と出ます。"),
  "next-waiting": good(
    "次のレッスンを、順番が来しだい送ります。前の1通が決まるか、今日の通数に空きが出るのを待っています。",
  ),
  "next-already": good("そのレッスンは、もう送っています。重ねて送ることはありません。"),
  "next-stopped": refused("配信が止まっているので、送りませんでした。下の「戻し方」をご覧ください。"),
  "copy-sent": good("もう一度送りました。下の記録に、まもなく「送りました」と出ます。これからの予定は変わりません。"),
  "copy-already": good("同じ1通を、10分以内に送っています。重ねて送ることはありません。"),
  "copy-too-often": refused("24時間に送りなおせるのは3通までです。時間をおいて、もう一度お試しください。"),
  "copy-not-hers": refused(
    "そのレッスンは、この読者にまだ送っていないか、いまのコースにありません。何も送っていません。",
  ),
  "copy-stopped": refused("配信が止まっているので、送りませんでした。下の「戻し方」をご覧ください。"),
  "copy-no-quota": refused("今日の通数を使い切っているので、送りませんでした。明日、もう一度お試しください。"),
  "clock-changed": good("届き方を変え、次の予定を組み直しました。"),
  moved: good("えらんだレッスンから始めなおしました。その1通も、まもなく届きます。"),
  "moved-already": good("始めなおしは、すでにすんでいます。重ねて始めることはありません。"),
  "moved-too-often": refused("24時間に始めなおせるのは3回までです。時間をおいて、もう一度お試しください。"),
  "moved-not-hers": refused("そのレッスンは、いまのコースにありません。一覧からえらびなおしてください。"),
  "moved-stopped": refused("配信が止まっているので、始めなおしませんでした。下の「戻し方」をご覧ください。"),
  stopped: good("配信を止めました。これから先、レッスンは届きません。"),
  "stopped-under-way": good("配信を止めました。ただ、送信の途中だった1通だけは届くかもしれません。"),
  suppressed: good("送信を停止しました。このアドレスへは、どんなメールも送りません。"),
  "suppressed-already": good("このアドレスは、もう送信停止になっています。"),
  released: good("送信停止を解きました。まだ何も送りません。本人がもう一度申し込み、確認すると、続きから届きます。"),
  "not-suppressed": good("このアドレスは、送信停止ではありません。何も変えていません。"),
  "she-must-ask": refused(
    "迷惑メールと報告した方です。本人の希望を書面で受けとったときだけ、そこに印を付けて解いてください。",
  ),
  "no-reason": refused("理由をお書きください。あとで見返せるよう、記録に残します。何も変えていません。"),
  "not-sure": refused(
    "取り消せない操作なので、「まちがいありません」に印を付けてから押してください。何も変えていません。",
  ),
  "not-begun": refused("コースがまだ始まっていない読者なので、何も変えていません。確認がすむのをお待ちください。"),
  changed: refused(
    "このページを開いたあとに、この読者の登録が変わりました。何も変えていません。いまの内容を確かめてから、もう一度お願いします。",
  ),
  "other-address": refused("アドレスが、この読者のものと違います。何も消していません。"),
  "no-time": refused("時刻を読み取れませんでした。「6:30」のように、24時間の形でお願いします。"),
  "too-late": refused("その日のうちに届くよう、時刻は23:30までのあいだでお願いします。"),
  "no-zone": refused("その地域は、まだえらべません。"),
  "no-day": refused("毎日を休みにはできません。届ける曜日を、ひとつは残してください。"),
  "no-pace": refused("間隔を読み取れませんでした。もう一度おえらびください。"),
} as const satisfies Record<string, Saying>;

export type DeedSaid = keyof typeof DEED_SAYINGS;
