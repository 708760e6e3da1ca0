/** What keeps mails from leaving, in the author's words, each with what to do. */

import type { Child } from "hono/jsx";
import { localDateAndTime } from "../../domain/clock.ts";
import { PAUSED_BY_HAND, type Trouble, waitingWords } from "../../domain/late.ts";

export function Troubles({ troubles, zone }: { troubles: readonly Trouble[]; zone: string }) {
  return (
    <>
      {troubles.map((trouble) => {
        const { what, remedy } = troubleWords(trouble, zone);
        return (
          <div class="warn" key={trouble.kind}>
            <p>
              <strong>{what}</strong>
            </p>
            <p>{remedy}</p>
          </div>
        );
      })}
    </>
  );
}

export function troubleWords(trouble: Trouble, zone: string): { what: string; remedy: Child } {
  switch (trouble.kind) {
    case "no-tick":
      return {
        what:
          trouble.since === null
            ? "定期の見回りが、まだ一度も動いていません。"
            : `定期の見回りが、${localDateAndTime(zone, trouble.since)}から動いていません。`,
        remedy: (
          <>
            5分ごとに動くはずのCron
            Triggerが止まっています。Cloudflareの画面で、このWorkerの「トリガー」を確かめてください。動きだせば、待っているメールから順に出ます。
          </>
        ),
      };
    case "stopped":
      return {
        what: `迷惑メールの報告か不達が多かったため、${localDateAndTime(zone, trouble.since)}に送信を止めました。`,
        remedy: (
          <>
            理由と、見ていただきたいことは、そのときのメールにあります。片づいたら <a href="/admin/sending">送信</a>{" "}
            のページで再開してください。
          </>
        ),
      };
    case "paused":
      return {
        what:
          trouble.until === null
            ? `送信を止めてあります（${pauseWords(trouble.reason)}）。`
            : `送信を休んでいます（${pauseWords(trouble.reason)}）。${localDateAndTime(zone, trouble.until)}に、ひとりでに再開します。`,
        remedy: (
          <>
            待っているメールは消えません。<a href="/admin/sending">送信</a> のページで、待っている数を見て再開できます。
          </>
        ),
      };
    case "quota":
      return {
        what: `きょうのレッスンの枠（${trouble.limit}通）を使いきりました。`,
        remedy: "残りは、送信サービスの日付が変わると順に出ます。毎日のことでしたら、プランの見直しをお考えください。",
      };
    case "replanning":
      return {
        what: "コースの変更を、読者ひとりずつの予定に写しているところです。",
        remedy: "終わるまで、新しいレッスンは出ません。人数が多いと、見回りの数回ぶんかかります。",
      };
    case "queue":
      return {
        what: `送信待ちのまとまりが${waitingWords(trouble.waiting)}あり、いちばん古いものは${localDateAndTime(zone, trouble.since)}からです。`,
        remedy:
          "送信サービスの速さの上限か、返事のない送信が理由のことがあります。見回りのたびに呼びなおしますので、数が減っていけばそのままで大丈夫です。減らないときは、Workerのログをご覧ください。",
      };
  }
}

/** The reasons are written for the log; the usual ones are said in her words. */
function pauseWords(reason: string): string {
  if (/quota/.test(reason)) return "送信サービスの上限に達しました";
  if (/refuses us/.test(reason)) return "送信サービスに、APIキーか差出人の設定を断られました";
  if (reason.startsWith(PAUSED_BY_HAND))
    return `作業台から止めました${reason.slice(PAUSED_BY_HAND.length).replace(": ", "：")}`;
  if (/^restored/.test(reason)) return "控えから戻したデータベースの照合待ちです";
  if (/^reconciled/.test(reason)) return "控えから戻したデータベースの照合が済み、再開を待っています";
  return reason;
}
