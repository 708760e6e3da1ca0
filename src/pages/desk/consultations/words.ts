/** What the desk calls the states of a request and of what is told of it, and what it says after a button. */

import { isBackward, type Status } from "../../../domain/consultation-status.ts";
import type { WebhookType } from "../../../domain/outgoing-webhook.ts";

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  new: "未返信",
  answered: "返信済み",
  booked: "日程決定",
  done: "終了",
};

/** On the button of a step. */
export function stepWords(from: Status, to: Status): string {
  return isBackward(from, to) ? `「${STATUS_WORDS[to]}」に戻す` : `「${STATUS_WORDS[to]}」にする`;
}

export const TYPE_WORDS: Readonly<Record<WebhookType, string>> = {
  "consultation.requested": "申し込み",
  "consultation.changed": "状態の変更",
};

const ANSWER_WORDS: Readonly<Record<string, string>> = {
  "no answer in time": "時間内に答えなし",
  "no connection": "つながらない",
  "no receiver is set": "送り先の設定なし",
};

/** What the receiver answered, or why it did not. */
export function answerWords(answer: string | null): string {
  return answer === null ? "—" : (ANSWER_WORDS[answer] ?? answer);
}

type Saying = { readonly good: boolean; readonly words: string };

const good = (words: string): Saying => ({ good: true, words });
const refused = (words: string): Saying => ({ good: false, words });

/** Where the status now stands. */
const NOW = "〈status〉";

/** The names travel in the address of the page that follows, where anybody may write anything: only these are said. */
const SAYINGS: ReadonlyMap<string, Saying> = new Map([
  ["changed", good(`「${NOW}」にしました。`)],
  [
    "stale",
    refused(`このページを開いたあとに、状態はもう「${NOW}」に変わっていました。いまの操作では、何も変えていません。`),
  ],
  ["no-step", refused(`その状態へは、ここからは移れません。「${NOW}」のままです。`)],
  ["noted", good("メモを書きとめました。")],
  ["already", good("そのメモは、もう書きとめてあります。重ねてはいません。")],
  ["forgotten", good("メモを消しました。")],
  ["no-note", refused("そのメモは、もう消してありました。")],
  ["again", good("もう一度送ります。結果は、このページを読み直すと出ます。")],
  ["not-again", refused("それは、もう送り直されているか、届いています。何も変えていません。")],
]);

/** Nothing for a name that is not ours. */
export function sayingOf(said: string, status: Status): Saying | null {
  const saying = SAYINGS.get(said);
  return saying ? { ...saying, words: saying.words.replace(NOW, STATUS_WORDS[status]) } : null;
}
