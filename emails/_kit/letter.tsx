/** The layout of a letter: one mail to a group of readers, beside the course. */
import type { ReactNode } from "react";
import { course } from "../course.ts";
import { Footer } from "./footer.tsx";
import { Heading } from "./prose.tsx";
import { Eyebrow, Shell } from "./shell.tsx";

/** `title` stands above the prose; without one it is the subject. Its footer is that of a lesson, with the opt-out. */
export function Letter(props: { subject: string; preheader: string; title?: string; children: ReactNode }) {
  return (
    <Shell subject={props.subject} preheader={props.preheader}>
      <Eyebrow>{`${course.title}　お手紙`}</Eyebrow>
      <Heading level={1}>{props.title ?? props.subject}</Heading>
      {props.children}
      <Footer to="reader" />
    </Shell>
  );
}
