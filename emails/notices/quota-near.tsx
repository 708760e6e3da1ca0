/** Tells the author that the day's quota is nearly used up, while there is still something to do about it. */
import { Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "きょうの送信の枠が、残りわずかです";
export const preheader = "使いきると、残りのレッスンは、送信サービスの日付が変わってから順に出ます。";

export default function QuotaNear() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="枠の8割を使いました">
      <Paragraph>{mark("watch_what")}</Paragraph>
      <Paragraph>
        使いきると、残りのレッスンは、送信サービスの日付が変わる世界標準時の0時（日本では朝9時）から順に出ます。新しく登録した人への確認のメールのために、いくらかは残してあります。
      </Paragraph>
      <Heading>毎日のことでしたら</Heading>
      <Paragraph>
        送信サービスのプランを上げ、設定の DAILY_QUOTA を新しい枠に合わせてください。枠のないプランでしたら、DAILY_QUOTA
        を消してください。
      </Paragraph>
      <Paragraph>{`きょうの数は、作業台（${mark("site_url")}/admin）で確かめられます。`}</Paragraph>
    </Notice>
  );
}
