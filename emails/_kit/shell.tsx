/** The sheet of paper under every mail: document, dark scheme, preheader, one column. */
import { Body, Container, Head, Html, Preview } from "@react-email/components";
import type { ReactNode } from "react";
import { useForm } from "./form.ts";
import { darkScheme, look } from "./look.ts";

export function Shell(props: { subject: string; preheader: string; children: ReactNode }) {
  if (useForm() !== "mail") return <>{props.children}</>;
  return (
    <Html lang="ja" dir="ltr">
      <Head>
        <title>{props.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkScheme}</style>
      </Head>
      <Body lang="ja" className="paper" style={look.body}>
        <Preview>{props.preheader}</Preview>
        <Container style={look.column}>{props.children}</Container>
      </Body>
    </Html>
  );
}

/** The small line above a title. */
export function Eyebrow({ children }: { children: string }) {
  const form = useForm();
  if (form === "text") return <p>{children}</p>;
  if (form === "article") return <p className="eyebrow">{children}</p>;
  return (
    <p className="accent" style={look.eyebrow}>
      {children}
    </p>
  );
}
