/** The funnel as a table: how many people came to each step, and their share where there are enough of them. */

import { type FunnelStep, shareOf } from "../../domain/funnel.ts";
import { Share } from "./chart.tsx";

/** Shares are of those who signed up: visits are no people, and nobody knows how many of them were the same. */
export function FunnelTable({ funnel }: { funnel: readonly FunnelStep[] }) {
  const whole = funnel.find(({ kind }) => kind === "sign-up")?.people ?? 0;
  return (
    <>
      <table class="funnel">
        <thead>
          <tr>
            <th scope="col">段階</th>
            <th scope="col" class="number">
              人数
            </th>
            <th scope="col" class="number">
              登録した人の
            </th>
            <td class="wide-only" />
          </tr>
        </thead>
        <tbody>
          {funnel.map((step) => (
            <tr key={step.step}>
              <th scope="row">{nameOf(step)}</th>
              <td class="number">{step.kind === "visit" ? `${step.people}回` : step.people}</td>
              <td class="number">{(step.kind !== "visit" && shareOf(step.people, whole)) || "―"}</td>
              <td class="wide-only">{step.kind !== "visit" && <Share part={step.people} whole={whole} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">
        人は、はじめて登録した週に、一度だけ数えます。まだ途中の人もいるので、うしろのレッスンほど少なくなります。登録が20人に満たないうちは、割合は出しません。
      </p>
    </>
  );
}

function nameOf(step: FunnelStep): string {
  switch (step.kind) {
    case "visit":
      return "ページを開いた";
    case "sign-up":
      return "登録した";
    case "confirm":
      return "アドレスを確認した";
    case "lesson":
      return `${step.place}通目　${step.subject}`;
    case "consultation":
      return "個別相談を申し込んだ";
  }
}
