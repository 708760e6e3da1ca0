/** The landing page: what the course is, for whom, from whom, and the form at its beginning and end. */

import { raw } from "hono/html";
import { Walk } from "./illustrations.tsx";
import { Answers } from "./landing/answers.tsx";
import { AuthorStory } from "./landing/author-story.tsx";
import { GuidePiece } from "./landing/guide-piece.tsx";
import { Hero } from "./landing/hero.tsx";
import { courseJsonLd } from "./landing/json-ld.ts";
import { type MailOfCourse, MailsByDay } from "./landing/mails-by-day.tsx";
import { Part } from "./landing/part.tsx";
import { SignUpForm, type SignUpFormState } from "./landing/sign-up-form.tsx";
import { TurnstileScript } from "./landing/turnstile.tsx";
import { TwoFaces } from "./landing/two-faces.tsx";
import { VISIT_SCRIPT } from "./landing/visit-script.ts";
import { Layout, type PageProps } from "./layout.tsx";

export type { SignUpFormState } from "./landing/sign-up-form.tsx";

/** `isFirst`: she has sent nothing yet, so that her visit counts once she is seen to be there. */
type LandingProps = PageProps & { form: SignUpFormState; lessons: readonly MailOfCourse[]; isFirst?: boolean };

export function LandingPage({ site, form, lessons, isFirst }: LandingProps) {
  const wrong = Object.values(form.errors).some(Boolean);
  const description = `仕事を任されないつらさにも、抱えすぎるつらさにも。マミートラックから自分の働き方を組み直すための、無料のメールコースです。入門ガイドと1日1通のレッスンを、あわせて${lessons.length}通お届けします。`;
  return (
    <Layout
      site={site}
      title={`${wrong ? "入力をご確認ください｜" : ""}${site.courseTitle}｜時短で働くお母さんへ、無料のメールコース`}
      description={description}
      canonical={`${site.url}/`}
      jsonLd={courseJsonLd(site, description, lessons.length)}
      wide
    >
      {wrong && <WhatToMend form={form} />}
      <Hero site={site} form={form} lessons={lessons} />
      <Walk />
      <TwoFaces />
      <MailsByDay lessons={lessons} />
      <GuidePiece />
      <AuthorStory site={site} />
      <Answers site={site} />
      <Part
        name="ending"
        heading="まずは、入門ガイドから"
        beside={<p>読むのに10分ほど、書くのは一行です。続けるかどうかは、そのあとで決めてください。</p>}
      >
        <SignUpForm place="end" site={site} form={form} />
      </Part>
      <TurnstileScript site={site} />
      {isFirst && <script>{raw(VISIT_SCRIPT)}</script>}
    </Layout>
  );
}

/** Stands first on the page, so that nobody has to hunt for the field that needs her. */
function WhatToMend({ form }: { form: SignUpFormState }) {
  const { errors } = form;
  return (
    <div class="mend" role="alert">
      <p>まだ登録は終わっていません。次のところを、もう一度お願いします。</p>
      <ul>
        {errors.form && <li>{errors.form}</li>}
        {(["email", "name", "consent"] as const).map(
          (field) =>
            errors[field] && (
              <li>
                <a href={`#top-${field}`}>{errors[field]}</a>
              </li>
            ),
        )}
      </ul>
    </div>
  );
}
