/** Who sends this mail, and how to stop it: what 特定電子メール法, Art. 4, wants in the mail itself; above it the way to her own page. */
import { course } from "../course.ts";
import { Cell, Cells } from "./cells.tsx";
import { useForm } from "./form.ts";
import { look } from "./look.ts";
import { mark } from "./mark.ts";

export type Recipient = "reader" | "visitor" | "mover" | "inquirer" | "author";

const COURSE_WORDS = "予定を見る・時刻を変える";

/**
 * A reader gets the opt-out beside the sender's name, and the link to her own page; a visitor, whoever a reader wants to move to,
 * an inquirer and the author are on no list to opt out of.
 */
export function Footer({ to }: { to: Recipient }) {
  const form = useForm();
  if (form === "article") return null;
  const reason = reasonFor(to);
  return form === "text" ? <TextFooter to={to} reason={reason} /> : <MailFooter to={to} reason={reason} />;
}

function reasonFor(to: Recipient): string {
  switch (to) {
    case "reader":
      return `「${course.title}」に申し込まれた方へお送りしています。`;
    case "visitor":
      return `「${course.title}」の申し込みフォームに、このアドレスが入力されたためお送りしています。`;
    case "mover":
      return `「${course.title}」の読者の方が、届け先としてこのアドレスを入力されたためお送りしています。`;
    case "inquirer":
      return "個別相談の申し込みフォームに、このアドレスが入力されたためお送りしています。";
    case "author":
      return `「${course.title}」を運営する方へ、配信のしくみからお送りしています。`;
  }
}

function TextFooter({ to, reason }: { to: Recipient; reason: string }) {
  return (
    <p>
      ────────────
      <br />
      {reason}
      <br />
      {to === "reader" && [`${COURSE_WORDS}：`, <br key="course" />, mark("course_url"), <br key="course-end" />]}
      <br />
      {`差出人：${mark("sender_name")}`}
      <br />
      {to === "reader" && ["配信を停止する：", <br key="opt-out" />, mark("unsubscribe_url"), <br key="end" />]}
      {`住所：${mark("sender_address")}`}
      <br />
      {`連絡先：${mark("sender_contact")}`}
    </p>
  );
}

function MailFooter({ to, reason }: { to: Recipient; reason: string }) {
  return (
    <Cells style={look.footerRoom}>
      <Cell className="rule soft" style={look.footer}>
        <p style={look.footerLine}>
          {reason}
          {to === "reader" && [
            <br key="break" />,
            <a key="course" href={mark("course_url")} className="soft" style={look.softLink}>
              {COURSE_WORDS}
            </a>,
          ]}
        </p>
        <p style={look.footerLine}>
          {`差出人：${mark("sender_name")}`}
          {to === "reader" && [
            "　",
            <a key="opt-out" href={mark("unsubscribe_url")} className="soft" style={look.softLink}>
              配信を停止する
            </a>,
          ]}
          <br />
          {`住所：${mark("sender_address")}`}
          <br />
          {`連絡先：${mark("sender_contact")}`}
        </p>
      </Cell>
    </Cells>
  );
}
