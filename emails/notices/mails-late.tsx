/** Tells the author that mails have been waiting to be sent for more than ten minutes although nothing is paused. */
import { Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "送信が遅れています";
export const preheader = "書きあがったメールが、10分より長く待っています。消えることはありません。";

export default function MailsLate() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="待っているメールがあります">
      <Paragraph>{mark("watch_what")}</Paragraph>
      <Paragraph>
        送信サービスが混んでいるか、返事をしないことが、よくある理由です。見回りのたびに呼びなおしますので、数が減っていけば、そのままで大丈夫です。同じメールが二度届くことはありません。
      </Paragraph>
      <Heading>減らないときは</Heading>
      <Paragraph>
        送信サービスの稼働状況と、Workerのログ（送信のたびに1行）をご覧ください。キュー（Queues）の消費者が動いているかも、Cloudflareの画面で確かめられます。
      </Paragraph>
      <Paragraph>{`待っている人と理由は、作業台（${mark("site_url")}/admin/stuck）にあります。`}</Paragraph>
    </Notice>
  );
}
