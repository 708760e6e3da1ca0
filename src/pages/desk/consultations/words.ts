/** What the desk calls the states of a request and of what is told of it, and what it says after a button. */

import { isBackward, type Status } from "../../../domain/consultation-status.ts";
import type { WebhookType } from "../../../domain/outgoing-webhook.ts";
import { good, refused, type Saying } from "../../said.tsx";

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

/** `status`: where it now stands. */
export function sayingsAt(status: Status): Readonly<Record<string, Saying>> {
  const now = STATUS_WORDS[status];
  return {
    changed: good(`「${now}」にしました。`),
    stale: refused(
      `このページを開いたあとに、状態はもう「${now}」に変わっていました。いまの操作では、何も変えていません。`,
    ),
    "no-step": refused(`その状態へは、ここからは移れません。「${now}」のままです。`),
    noted: good("メモを書きとめました。"),
    already: good("そのメモは、もう書きとめてあります。重ねてはいません。"),
    forgotten: good("メモを消しました。"),
    "no-note": good("そのメモは、もう消してありました。"),
    again: good("もう一度送ります。結果は、このページを読み直すと出ます。"),
    "not-again": good("それは、もう送りなおしているか、届いています。何も変えていません。"),
  };
}
