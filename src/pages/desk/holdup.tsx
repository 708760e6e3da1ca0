/** What holds up a reader's mail, in the author's words, and what comes of it. */

import { localDateAndTime } from "../../domain/clock.ts";
import { MINUTE, RING_AGAIN_AFTER } from "../../domain/numbers.ts";
import type { Holdup } from "../../domain/why-waiting.ts";
import { troubleWords } from "./troubles.tsx";

export function HoldupLine({ holdup, zone }: { holdup: Holdup; zone: string }) {
  return (
    <>
      <p>{holdupWords(holdup, zone)}</p>
      {holdup.kind === "house" && <p>{troubleWords(holdup.trouble, zone).remedy}</p>}
    </>
  );
}

/** Times in the zone of the course. */
export function holdupWords(holdup: Holdup, zone: string): string {
  const on = (at: number) => localDateAndTime(zone, at);
  switch (holdup.kind) {
    case "not-hers":
      return "配信を止めているか、送信停止のアドレスなので、届きません。";
    case "house":
      return troubleWords(holdup.trouble, zone).what;
    case "answer-unknown":
      return `${on(holdup.since)}に送信サービスへ渡しましたが、受け取ったという返事がまだありません。二重に届かないよう、同じ1通として${on(holdup.until)}まで確かめつづけます。次の1通は、これが決まってからになります。`;
    case "being-sent":
      return "いま、送信サービスへ渡しているところです。";
    case "trying-again":
      return `送信サービスがまだ受け取れないと答えたので、${on(holdup.at)}にもう一度送ります${holdup.attempts > 1 ? `（${holdup.attempts}回試しました）` : ""}。`;
    case "bell-again":
      return `送る用意はできています。${RING_AGAIN_AFTER / MINUTE}分たっても始まらなければ、見回りが送りなおしを促します。`;
    case "quota":
      return "きょうのレッスンの枠（DAILY_QUOTA）を使いきりました。送信サービスの日付が変わると、長く待った人から順に届きます。";
    case "full":
      return "送信待ちがいっぱいです。減りしだい、順番に届きます。";
    case "next-tick":
      return "次の見回り（5分ごと）で届きます。";
    case "in-turn":
      return "ほかにも待っている人がいて、順番を待っています。次の見回り（5分ごと）で進みます。";
    case "nothing-in-the-way":
      return "順番が来ていて、止めているものはありません。次の見回り（5分ごと）で届くはずです。10分たっても変わらないときは、読者のページの「次のレッスンをいま送る」を押し、ログの event: error もご覧ください。";
    case "contradiction":
      return "送る用意をした記録はあるのに、送った結果の記録がありません。届いたかどうかはResendの画面でお確かめください。届いていなければ、読者のページの「別のレッスンから始めなおす」で、そのレッスンから送れます。";
  }
}
