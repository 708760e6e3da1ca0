/** A lesson she has had, as a page to read again, on the screen or printed. */

import { raw } from "hono/html";
import { Layout, type PageProps } from "./layout.tsx";

type LessonProps = PageProps & { subject: string; articleHtml: string; courseUrl: string };

/** `articleHtml` is the article form our own compile step made, marks already filled and escaped: it goes in as it is. */
export function CourseLessonPage({ site, subject, articleHtml, courseUrl }: LessonProps) {
  return (
    <Layout site={site} title={`${subject}｜${site.courseTitle}`} robots="noindex">
      {raw(articleHtml)}
      <p class="after-lesson">
        <a href={courseUrl}>コースの予定と設定へ戻る</a>
      </p>
    </Layout>
  );
}
