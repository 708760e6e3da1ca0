/** What the author reads when all sending was stopped, as values of the marks of her mail. */

import type { Stop } from "../domain/breaker.ts";
import type { MarkValues } from "../domain/compiled-mail.ts";
import { BOUNCES_TO_STOP, COMPLAINTS_TO_STOP, RATE_WINDOW_DAYS } from "../domain/numbers.ts";

export function wordsOfStop({ why, accepted, bounced, complained }: Stop): MarkValues {
  const sent = `この${RATE_WINDOW_DAYS}日間に${count(accepted)}通をお送りし`;
  return why === "complaints"
    ? {
        stop_why: `${sent}、そのあいだに${count(complained)}通が迷惑メールとして報告されました。目安の${percent(COMPLAINTS_TO_STOP.share)}以上です。`,
        stop_advice: [
          "・このところ変えた件名や本文に、約束とちがうところがないか読みかえす",
          "・登録のとき、毎日届くことがはっきり伝わっているか、フォームの置き場所を見なおす",
          "・覚えのない登録が急に増えていないか、登録のあった時刻と来たところを確かめる",
        ].join("\n"),
      }
    : {
        stop_why: `${sent}、そのあいだに${count(bounced)}通が宛先不明などで戻ってきました。目安の${percent(BOUNCES_TO_STOP.share)}以上です。`,
        stop_advice: [
          "・覚えのない登録が急に増えていないか、登録のあった時刻と来たところを確かめる",
          "・戻ってきた宛先が同じドメインに偏っていないか、送信サービスの画面で見る",
          "・差出人のドメインのSPF・DKIM・DMARCの設定が変わっていないか確かめる",
        ].join("\n"),
      };
}

function count(mails: number): string {
  return mails.toLocaleString("en-US");
}

function percent(share: number): string {
  return `${share * 100}％`;
}
