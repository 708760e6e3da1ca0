/** The intro guide as a page to read slowly, on the screen or printed on A4. */

import { raw } from "hono/html";
import { Layout, type PageProps } from "./layout.tsx";

/** `articleHtml` is the article form our own compile step made, marks already filled and escaped: it goes in as it is. */
export function GuidePage({ nonce, site, articleHtml }: PageProps & { articleHtml: string }) {
  return (
    <Layout nonce={nonce} site={site} title={`入門ガイド｜${site.courseTitle}`} robots="noindex">
      {raw(articleHtml)}
      <p class="after-lesson">このページは、A4の紙に印刷しても読めるように組んであります。</p>
    </Layout>
  );
}
