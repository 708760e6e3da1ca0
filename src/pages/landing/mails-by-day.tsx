/** The mails of the course in order, each a step on the way. */

import { OneStep } from "../illustrations.tsx";
import { Part } from "./part.tsx";

/** One mail as the page shows it; `day` counts from the day of confirmation, which is 0. */
export type MailOfCourse = { key: string; subject: string; preheader: string; day: number };

export function MailsByDay({ lessons }: { lessons: readonly MailOfCourse[] }) {
  return (
    <Part name="mails" heading={`全${lessons.length}通の道のり`}>
      <p>
        1通に、話はひとつ。ガイドのあとのメールはどれも5分ほどで読めて、終わりに、10分でできることがひとつあります。
      </p>
      <ol>
        {lessons.map((lesson, index) => (
          <li key={lesson.key}>
            <OneStep side={index % 2 ? "right" : "left"} />
            <div>
              <p class="day">{lesson.day === 0 ? "登録の日" : `${lesson.day}日目`}</p>
              <h3>{lesson.subject}</h3>
              <p>{lesson.preheader}</p>
            </div>
          </li>
        ))}
      </ol>
      <p class="note">
        3日目からは、メールの終わりに個別相談のことをひとこと添えます。最後の日に一度、あらためてご案内します。
      </p>
    </Part>
  );
}
