/** What the author reads in an alert or her weekly letter, as values of the marks of her mail. */

import { localDateAndTime, localParts } from "../domain/clock.ts";
import type { MarkValues } from "../domain/compiled-mail.ts";
import { waitingWords } from "../domain/late.ts";
import type { Told, Week } from "../domain/watch.ts";

export function wordsOfWatch(zone: string, told: Told): MarkValues {
  switch (told.kind) {
    case "tick-missed":
      return {
        watch_what:
          told.since === null
            ? "5分ごとの見回りが、まだ一度も動いていません。"
            : `5分ごとの見回りが、${localDateAndTime(zone, told.since)}を最後に動いていません。`,
      };
    case "quota-near":
      return {
        watch_what: `きょうのレッスンの枠${count(told.limit)}通のうち、${count(told.used)}通を使いました。`,
      };
    case "mails-late":
      return {
        watch_what: `${localDateAndTime(zone, told.since)}から待っているメールがあります。送信待ちは、いま${waitingWords(told.waiting)}です。`,
      };
    case "weekly":
      return {
        week_span: `${dayWords(zone, told.from)}から${dayWords(zone, told.to)}まで`,
        week_people: peopleWords(told),
        week_mails: mailWords(told),
        week_wrong: wrongWords(told),
      };
  }
}

function peopleWords({ signedUp, confirmed, finished, stopped, requests }: Week): string {
  return [
    `・登録した人：${count(signedUp)}人（うち、アドレスを確認した人：${count(confirmed)}人）`,
    `・最後まで届いた人：${count(finished)}人`,
    `・配信を止めた人：${count(stopped)}人`,
    `・個別相談の申し込み：${count(requests)}件`,
  ].join("\n");
}

function mailWords({ accepted, bounced, complained }: Week): string {
  return `送ったメール：${count(accepted)}通\n戻ってきたもの：${count(bounced)}通、迷惑メールの報告：${count(complained)}通`;
}

function wrongWords({ troubled }: Week): string {
  return troubled === 0
    ? "ありません。"
    : `送れなかったか、届いたかどうかわからないレッスンが${count(troubled)}通あります。作業台の「止まっている人」をご覧ください。`;
}

function dayWords(zone: string, at: number): string {
  const { month, day } = localParts(zone, at);
  return `${month}月${day}日`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
