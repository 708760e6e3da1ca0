/** Today: what went out, what is due, and whether the machine runs. */

import { DeskFrame, type DeskProps } from "./frame.tsx";

export function TodayPage(props: DeskProps) {
  return (
    <DeskFrame {...props} title="今日" path="/admin">
      <p>ようこそ。</p>
    </DeskFrame>
  );
}
