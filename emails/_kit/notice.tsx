/** The layout of a mail that is not a lesson. */
import type { ReactNode } from "react";
import { course } from "../course.ts";
import { Footer, type Recipient } from "./footer.tsx";
import { Heading } from "./prose.tsx";
import { Eyebrow, Shell } from "./shell.tsx";

/** Only a reader's footer has the opt-out. */
export function Notice(props: {
  to: Recipient;
  subject: string;
  preheader: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <Shell subject={props.subject} preheader={props.preheader}>
      <Eyebrow>{course.title}</Eyebrow>
      <Heading level={1}>{props.title}</Heading>
      {props.children}
      <Footer to={props.to} />
    </Shell>
  );
}
