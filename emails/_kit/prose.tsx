/** Running text: headings, paragraphs, what somebody says. */
import type { ReactNode } from "react";
import { Heading as MailHeading } from "react-email";
import { Cell, Cells, Room } from "./cells.tsx";
import { useForm } from "./form.ts";
import { look } from "./look.ts";

/** Level 1 is the title, which the layout sets. */
export function Heading({ level = 2, children }: { level?: 1 | 2 | 3; children: ReactNode }) {
  const tag = `h${level}` as const;
  const form = useForm();
  if (form === "mail") {
    return (
      <MailHeading as={tag} style={look[tag]}>
        {children}
      </MailHeading>
    );
  }
  const Tag = tag;
  return <Tag>{children}</Tag>;
}

/** React Email's `Text` would set size and leading anew in each one; here they come from the column. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <p style={useForm() === "mail" ? look.paragraph : undefined}>{children}</p>;
}

/** One line that the eye should find again. */
export function Lead({ children }: { children: ReactNode }) {
  if (useForm() !== "mail") return <p className="lead">{children}</p>;
  return (
    <p className="accent" style={look.lead}>
      {children}
    </p>
  );
}

export function Quote({ children }: { children: ReactNode }) {
  const form = useForm();
  if (form === "text") return <p>{children}</p>;
  if (form === "article") {
    return (
      <blockquote className="quote">
        <p>{children}</p>
      </blockquote>
    );
  }
  return (
    <Room style={look.quoteRoom}>
      <Cells style={look.prose}>
        <Cell className="rule soft" style={look.quote}>
          {children}
        </Cell>
      </Cells>
    </Room>
  );
}

/** What makes no sense on a web page: "reply to this mail", a link to the very page. */
export function OnlyInMail({ children }: { children: ReactNode }) {
  return useForm() === "article" ? null : children;
}
