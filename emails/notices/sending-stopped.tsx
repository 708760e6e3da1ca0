/** Tells the author at once that all sending stands still until she resumes it: why, what to look at, and how to go on. */
import { Heading, mark, Notice, Paragraph, Written } from "../_kit/index.ts";

export const subject = "メールの送信を止めました";
export const preheader = "読者へのメールは、再開の操作をいただくまで出ません。止めた理由と、次にすることです。";

export default function SendingStopped() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="送信を止めてあります">
      <Paragraph>{mark("stop_why")}</Paragraph>
      <Paragraph>
        このまま送りつづけると、ほかの読者へのメールまで届きにくくなります。
        そこで、レッスンも確認のメールも、読者へのものはすべて止めました。 この知らせだけは、すぐにお送りしています。
      </Paragraph>
      <Written label="見ていただきたいこと" words={mark("stop_advice")} />
      <Heading>再開のしかた</Heading>
      <Paragraph>
        原因が片づいたら、プロジェクトのフォルダーで次のコマンドを実行してください。
        待っている読者の数が表示され、5分のうちに送信が始まります。ここまでの件数は、そこで数えなおしになります。
      </Paragraph>
      <Written label="再開するコマンド" words="npm run resume -- --remote" />
      <Paragraph>
        止まっているあいだのメールは、消えずに順番を待っています。報告した方と、戻ってきた宛先には、再開のあとも送りません。
      </Paragraph>
      <Paragraph>{`いまの状態は ${mark("site_url")}/healthz で確かめられます。`}</Paragraph>
    </Notice>
  );
}
