/** The intro guide as a page to read slowly, on the screen or printed on A4. */

import { raw } from "hono/html";
import { Layout, type PageProps } from "./layout.tsx";

type GuideProps = PageProps & {
  /** The article form our own compile step made, marks already filled and escaped: it goes in as it is. */
  articleHtml: string;
  /** Where one adds the author as a friend on LINE, if there is such a place. */
  lineAddUrl: string | undefined;
};

export function GuidePage({ site, articleHtml, lineAddUrl }: GuideProps) {
  return (
    <Layout
      site={site}
      title={`セルフブランディング入門｜${site.courseTitle}`}
      description="時間のない人が、自分の仕事を「誰の、何を、どう助ける」の一行で伝えるためのガイドです。読むのに10分、書くのは一行。"
      canonical={`${site.url}/guide`}
    >
      {raw(articleHtml)}
      <div class="after-lesson">
        <section class="aside">
          <h2>書くときに</h2>
          <ul>
            <li>
              <a href="/work">強みを見える化するワーク</a>
              のページでは、三つの問いに答えると、一行が少しずつできていきます。
            </li>
            <li>このページは、A4の紙に印刷して読めるように組んであります。</li>
          </ul>
        </section>
        <section class="aside">
          <h2>まだお申し込みでない方へ</h2>
          <p>
            このガイドは、無料のメールコース「{site.courseTitle}」の一通めです。続きは、
            <a href="/#signup">申し込みのページ</a>から受けとれます。
          </p>
        </section>
        {lineAddUrl && (
          <p class="line-friend">
            <a href={lineAddUrl} rel="noopener">
              LINEで友だちになる
            </a>
            <small>（{site.senderName}とLINEでつながります。アプリかLINEのページが開きます）</small>
          </p>
        )}
      </div>
    </Layout>
  );
}
