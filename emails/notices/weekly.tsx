/** The author's letter of the week: how many came, finished and asked to talk, and whether anything is wrong. */
import { mark, Notice, Paragraph, Written } from "../_kit/index.ts";

export const subject = "この1週間のコースの様子";
export const preheader = "登録した人、最後まで届いた人、個別相談の申し込みと、気をつけたいことです。";

export default function Weekly() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="この1週間のこと">
      <Paragraph>{`${mark("week_span")}の様子を、お知らせします。`}</Paragraph>
      <Written label="読者のこと" words={mark("week_people")} />
      <Written label="メールのこと" words={mark("week_mails")} />
      <Written label="気をつけたいこと" words={mark("week_wrong")} />
      <Paragraph>{`ひとりずつの様子は、作業台（${mark("site_url")}/admin）でご覧になれます。`}</Paragraph>
      <Paragraph>この手紙がいらないときは、設定の WEEKLY_LETTER を 0 にしてください。</Paragraph>
    </Notice>
  );
}
