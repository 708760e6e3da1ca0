/** What happened after a button on a letter's page, in a sentence. */

import { good, refused, type Saying } from "../said.tsx";

export const LETTER_SAYINGS = {
  "test-sent": good("テストを、あなたのアドレスへ送りました。件名の頭に【テスト】が付いています。"),
  "test-refused": refused(
    "テストは、送信サービスに断られました。設定 RESEND_API_KEY と MAIL_FROM をお確かめください。",
  ),
  "test-not-now": refused(
    "いまは送信サービスにつながらないか、上限に達しています。少しあとで、もう一度お試しください。",
  ),
  "test-no-letter": refused("この手紙のファイルが、いまのサイトにはありません。"),
  "no-letter": refused("この手紙のファイルが、いまのサイトにはありません。"),
  chosen: good("送る相手を選びました。まだ、だれにも送っていません。人数を確かめてください。"),
  "under-way": refused("この手紙は、先に選んだ相手の分がまだ終わっていません。いまの様子は下にあります。"),
  unreadable: refused("送る相手を読み取れませんでした。もう一度お選びください。"),
  withdrawn: good("選んだ相手を取り消しました。だれにも送っていません。"),
  "not-withdrawn": refused("取り消せませんでした。この手紙は、もう受けつけています。いまの様子は下にあります。"),
  confirmed: good("受けつけました。ひとりひとりの時刻に、順に届きます。"),
  already: good("この手紙は、もう受けつけています。重ねて送ることはありません。"),
  edited: refused(
    "人数を数えたあとで、手紙が書き換えられています。まだ送っていません。いまの手紙をもう一度見てから、確かめてください。",
  ),
  "other-number": refused("入れた数が、数えた人数と違います。まだ送っていません。"),
  stale: refused(
    "数えてから1日以上たったか、ほかの窓で選びなおされています。まだ送っていません。下の人数を確かめるか、相手を選びなおしてください。",
  ),
  stopped: good("止めました。まだ送り出していない分は、だれにも届きません。"),
  "not-sending": good("いま送っている最中ではないので、止めるものがありません。"),
} as const satisfies Record<string, Saying>;

export type LetterSaid = keyof typeof LETTER_SAYINGS;
