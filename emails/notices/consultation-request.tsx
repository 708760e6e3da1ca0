/** Tells the author that somebody asks for a consultation, and everything she chose to say. */
import { mark, Notice, Paragraph, Written } from "../_kit/index.ts";

export const subject = "個別相談のお申し込みがありました";
export const preheader = "お名前と連絡先、ご希望の日時、話したいことを、書かれたとおりに並べています。";

export default function ConsultationRequest() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="お申し込みが一件あります">
      <Paragraph>
        ご本人には、受けとったことと、ふつうは二、三日のうちにお返事することを、お知らせしてあります。
        日時を決めたら、下の連絡先へ直接お送りください。このメールに返信しても、ご本人には届きません。
      </Paragraph>
      <Paragraph>
        最後の一覧のほかは、フォームに書かれたままを写しています。見覚えのないリンクが入っていたら、開かずにご本人に確かめてください。
      </Paragraph>
      <Written label="お名前" words={mark("consult_name")} />
      <Written label="連絡先" words={mark("consult_reach")} />
      <Written label="ご希望の日時" words={mark("consult_times")} />
      <Written label="話したいこと" words={mark("consult_topic")} />
      <Written label="強みを見える化するワーク" words={mark("consult_worksheet")} />
      <Written label="これまでに届いたメール" words={mark("consult_read")} />
    </Notice>
  );
}
