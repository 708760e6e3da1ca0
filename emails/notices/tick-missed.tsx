/** Tells the author that the machine's clock has stopped: no tick came for a quarter of an hour. */
import { Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "5分ごとの見回りが止まっています";
export const preheader = "このあいだ、次のレッスンは出ません。Cloudflareの画面で、トリガーをお確かめください。";

export default function TickMissed() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="見回りが来ていません">
      <Paragraph>{mark("watch_what")}</Paragraph>
      <Paragraph>
        読者に次のレッスンを出すのは、この見回りです。止まっているあいだは出ませんが、消えるメールはなく、動きだせば待った人から順に1通ずつ出ます。
      </Paragraph>
      <Heading>見ていただきたいこと</Heading>
      <Paragraph>
        Cloudflareの画面でこのWorkerを開き、「トリガー」にCron
        Triggerがあるか、直近の実行が失敗していないかをお確かめください。失敗の理由は、Workerのログにあります。
      </Paragraph>
      <Paragraph>{`いまの状態は、作業台（${mark("site_url")}/admin）か ${mark("site_url")}/healthz で確かめられます。`}</Paragraph>
    </Notice>
  );
}
