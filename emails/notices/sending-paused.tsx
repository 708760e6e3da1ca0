/** Tells the author that sending rested for a while and has begun again; waits with everything else while it rests. */
import { Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "メールの送信を一時止めていました";
export const preheader = "送信の上限か設定が理由でした。いまは再開していて、待っていたメールが順に出ています。";

export default function SendingPaused() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="送信は、もう再開しています">
      <Paragraph>
        送信サービスの上限に達したか、APIキーや差出人の設定が受け付けられなかったため、メールの送信を一時止めていました。
        この知らせが届いたのは、再開のあとです。
      </Paragraph>
      <Paragraph>
        止まっているあいだに出るはずだったメールは、消えずに順番を待っています。読者に同じメールが二度届くことはありません。
      </Paragraph>
      <Heading>見ておくとよいところ</Heading>
      <Paragraph>{`いまの状態は ${mark("site_url")}/healthz で確かめられます。止まった理由は、Workerのログに残っています。`}</Paragraph>
      <Paragraph>
        上限が理由なら、送信サービスのプランを見直してください。設定が理由なら、APIキーと、差出人のドメインの認証をお確かめください。
      </Paragraph>
    </Notice>
  );
}
