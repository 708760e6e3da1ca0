/** Tells the author that sending rested for a while and has begun again; waits with everything else while it rests. */
import { Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "メールの送信を一時止めていました";
export const preheader = "送信の上限か設定の理由で止まり、いま自動で再開しました。読者の順番は守られています。";

export default function SendingPaused() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="送信を一時止めていました">
      <Paragraph>
        送信サービスの上限に達したか、鍵や差出人の設定が受け付けられなかったため、メールの送信を止めていました。
        このメールが届いたということは、送信はもう再開しています。
      </Paragraph>
      <Paragraph>
        止まっている間のメールは、順番を保ったまま待っています。同じメールが二度届くことも、抜けることもありません。
      </Paragraph>
      <Heading>見ておくとよいところ</Heading>
      <Paragraph>{`いまの状態は ${mark("site_url")}/healthz で確かめられます。止まった理由は、Workerのログに残っています。`}</Paragraph>
      <Paragraph>
        上限が理由なら、送信サービスのプランの見直しを。設定が理由なら、APIキーと差出人のドメインをご確認ください。
      </Paragraph>
    </Notice>
  );
}
