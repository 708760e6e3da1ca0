/** Running text: headings, paragraphs, what somebody says. */
import { Heading as MailHeading, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { useForm } from "./form.ts";
import { look } from "./look.ts";

/** Level 1 is the title, which the layout sets. */
export function Heading({ level = 2, children }: { level?: 1 | 2 | 3; children: ReactNode }) {
  const tag = `h${level}` as const;
  const form = useForm();
  if (form === "mail") {
    return (
      <MailHeading as={tag} className="ink" style={look[tag]}>
        {children}
      </MailHeading>
    );
  }
  const Tag = tag;
  return <Tag>{children}</Tag>;
}

export function Paragraph({ children }: { children: ReactNode }) {
  if (useForm() !== "mail") return <p>{children}</p>;
  return (
    <Text className="ink" style={look.paragraph}>
      {children}
    </Text>
  );
}

/** One line that the eye should find again. */
export function Lead({ children }: { children: ReactNode }) {
  if (useForm() !== "mail") return <p className="lead">{children}</p>;
  return (
    <Text className="accent" style={look.lead}>
      {children}
    </Text>
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
    <blockquote className="rule" style={look.quote}>
      <Text className="soft" style={look.quoteLine}>
        {children}
      </Text>
    </blockquote>
  );
}

/** What makes no sense on a web page: "reply to this mail", a link to the very page. */
export function OnlyInMail({ children }: { children: ReactNode }) {
  return useForm() === "article" ? null : children;
}
