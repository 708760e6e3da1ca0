/** What a system of the author's was told of one request, and what it did not take. */

import { localDateAndTime } from "../../../domain/clock.ts";
import type { ToldRow } from "../../../domain/consultation-record.ts";
import { answerWords, STATUS_WORDS, TYPE_WORDS } from "./words.ts";

/** `isOn`: whether there is anybody to tell. */
export type ToldView = { tales: readonly ToldRow[]; isOn: boolean };

export function Told({ told: { tales, isOn }, zone, path }: { told: ToldView; zone: string; path: string }) {
  if (tales.length === 0) return null;
  return (
    <section id="told">
      <h2>ウェブフック</h2>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">知らせたこと</th>
            <th scope="col">起きたとき</th>
            <th scope="col">結果</th>
            <th scope="col">相手の答え</th>
          </tr>
        </thead>
        <tbody>
          {tales.map((tale) => (
            <tr key={tale.id}>
              <th scope="row">{`${TYPE_WORDS[tale.type]}（${STATUS_WORDS[tale.status]}）`}</th>
              <td data-label="起きたとき">{localDateAndTime(zone, tale.created_at)}</td>
              <td data-label="結果">
                <Outcome tale={tale} zone={zone} />
                {tale.state === "given_up" && isOn && (
                  <form method="post" action={`${path}/webhooks/again`}>
                    <input type="hidden" name="webhook_id" value={tale.id} />
                    <button type="submit">もう一度送る</button>
                  </form>
                )}
              </td>
              <td data-label="相手の答え">{answerWords(tale.last_answer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ tale, zone }: { tale: ToldRow; zone: string }) {
  switch (tale.state) {
    case "taken":
      return <span class="flag good">届きました</span>;
    case "given_up":
      return <span class="flag bad">{`あきらめました（${tale.attempts}回）`}</span>;
    case "waiting":
      return tale.attempts === 0 ? (
        <span class="flag">これから送ります</span>
      ) : (
        <>
          <span class="flag">{`${tale.attempts}回送りました`}</span> 次は{localDateAndTime(zone, tale.next_try_at)}ごろ
        </>
      );
  }
}
