/** The sheet of paper under every mail: document, dark scheme, preheader, one column. */

import type { ReactNode } from "react";
import { Body, Container, Head, Html } from "react-email";
import { useForm } from "./form.ts";
import { darkScheme, look } from "./look.ts";

export function Shell(props: { subject: string; preheader: string; children: ReactNode }) {
  if (useForm() !== "mail") return <>{props.children}</>;
  return (
    <Html lang="ja" dir="ltr">
      <Head>
        <title>{props.subject}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <meta name="color-scheme" content="light dark" />
        <style>{darkScheme}</style>
      </Head>
      <Body lang="ja" className="paper" style={look.body}>
        <Preheader words={props.preheader} />
        <Container className="ink" style={look.column}>
          {props.children}
        </Container>
      </Body>
    </Html>
  );
}

/**
 * The line after the subject in the inbox list. React Email's `Preview` fills it up with blanks to 200 characters, 3 KB of
 * them; 35 to 50 characters of Japanese fill two lines of a phone by themselves.
 */
function Preheader({ words }: { words: string }) {
  return <div style={look.preheader}>{words}</div>;
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
