/** The layout of a lesson: subject, preheader and place in the course come from course.ts by its key. */
import type { ReactNode } from "react";
import { activeLessons } from "../../src/domain/course.ts";
import { course } from "../course.ts";
import { Footer } from "./footer.tsx";
import { useForm } from "./form.ts";
import { mark } from "./mark.ts";
import { Heading, Paragraph } from "./prose.tsx";
import { Eyebrow, Shell } from "./shell.tsx";

/** `title` stands above the prose; without one it is the subject. Throws for a key that course.ts does not have. */
export function Lesson({ of, title, children }: { of: string; title?: string; children: ReactNode }) {
  const form = useForm();
  const lesson = course.lessons.find((one) => one.key === of);
  if (!lesson) throw new Error(`<Lesson of="${of}"> names no lesson of emails/course.ts.`);
  const prose = (
    <>
      <Eyebrow>{`${course.title}　${progress(of)}`}</Eyebrow>
      <Heading level={1}>{title ?? lesson.subject}</Heading>
      {children}
    </>
  );
  if (form === "article") {
    return (
      <article className="lesson" data-lesson={of}>
        {prose}
      </article>
    );
  }
  return (
    <Shell subject={lesson.subject} preheader={lesson.preheader}>
      {prose}
      <NextLine />
      <Footer to="reader" />
    </Shell>
  );
}

/** The first lesson is the introduction, so the ones after it count from one. */
function progress(key: string): string {
  const lessons = activeLessons(course);
  const place = lessons.findIndex((lesson) => lesson.key === key);
  if (place === -1) return "";
  return place === 0 ? "はじめに" : `${place} / ${lessons.length - 1}`;
}

/** When the next lesson comes: a sentence, or nothing after the last one. */
function NextLine() {
  if (useForm() === "text") return [mark("next_line"), <br key="end" />, <br key="blank" />];
  return <Paragraph>{mark("next_line")}</Paragraph>;
}
