/** What happened after a button on a letter's page, in a sentence. */

/** The names travel in the address of the page that follows: only these are said. */
const SAYINGS = {
  "test-sent": [true, "テストを、あなたのアドレスへ送りました。件名の頭に【テスト】が付いています。"],
  "test-refused": [
    false,
    "テストは、送信サービスに断られました。設定 RESEND_API_KEY と MAIL_FROM をお確かめください。",
  ],
  "test-not-now": [
    false,
    "いまは送信サービスにつながらないか、上限に達しています。少しあとで、もう一度お試しください。",
  ],
  "test-no-letter": [false, "この手紙のファイルが、いまのサイトにはありません。"],
  "no-letter": [false, "この手紙のファイルが、いまのサイトにはありません。"],
  chosen: [true, "送る相手を選びました。まだ、だれにも送っていません。人数を確かめてください。"],
  "under-way": [false, "この手紙は、先に選んだ相手への分がまだ終わっていません。"],
  unreadable: [false, "送る相手を読み取れませんでした。もう一度お選びください。"],
  withdrawn: [true, "選んだ相手を取り消しました。だれにも送っていません。"],
  confirmed: [true, "受けつけました。ひとりひとりの時刻に、順に届きます。"],
  already: [true, "この手紙は、もう受けつけています。重ねて送ることはありません。"],
  edited: [
    false,
    "人数を数えたあとで、手紙が書き換えられています。まだ送っていません。いまの手紙をもう一度見てから、確かめてください。",
  ],
  "other-number": [false, "入れた数が、数えた人数と違います。まだ送っていません。"],
  stale: [false, "数えてから1日以上たったので、取り消しました。相手を選びなおしてください。"],
  stopped: [true, "止めました。まだ送り出していない分は、だれにも届きません。"],
  "not-sending": [false, "いま送っている最中ではないので、止めるものがありません。"],
} as const satisfies Record<string, readonly [good: boolean, words: string]>;

export type LetterSaid = keyof typeof SAYINGS;

/** Nothing for a name that is not ours. */
export function LetterSaidLine({ said }: { said: string }) {
  const saying = Object.entries(SAYINGS).find(([name]) => name === said)?.[1];
  if (!saying) return null;
  const [good, words] = saying;
  return (
    <p class={good ? "said" : "warn"} role={good ? "status" : "alert"}>
      {words}
    </p>
  );
}
