/** The sheet every page is written on: document, head, header with the mark, footer with the sender. */

import { raw } from "hono/html";
import type { Child, PropsWithChildren } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { FootShapes, Mark, Standing } from "./illustrations.tsx";
import { styles } from "./styles.ts";

/** What every page knows about its sender. `url` has no slash at its end. */
export type Site = {
  url: string;
  senderName: string;
  senderAddress: string;
  senderContact: string;
  courseTitle: string;
  /** As one says it: 21時30分. */
  courseHour: string;
  /** Whether there is a page 特定商取引法に基づく表記. */
  hasTokusho: boolean;
  /** Whether another system of the sender's is told of requests for a consultation. */
  tellsReceiver: boolean;
  /** Where the form asks Turnstile. */
  turnstileKey?: string | undefined;
};

export type PageProps = { site: Site };

type LayoutProps = PropsWithChildren<
  PageProps & {
    title: string;
    description?: string | undefined;
    robots?: "noindex" | undefined;
    canonical?: string | undefined;
    /** schema.org, as JSON that is safe in a page. */
    jsonLd?: string | undefined;
    /** For the landing page, whose header and footer follow its wider column. */
    wide?: boolean;
    /** What stands in place of the usual style sheet, header and footer. */
    desk?: { styles: string; header: Child; footer: Child } | undefined;
  }
>;

/** A whole document as text. JSX itself has no way to write a doctype. */
export function page(element: JSX.Element): string {
  return `<!DOCTYPE html>${element}`;
}

export function Layout(props: LayoutProps) {
  const { site, title, description, robots, canonical, jsonLd, wide, desk, children } = props;
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1e1c19" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {robots && <meta name="robots" content={robots} />}
        {canonical && <link rel="canonical" href={canonical} />}
        {description && <Description site={site} title={title} description={description} canonical={canonical} />}
        <style>{raw(desk?.styles ?? styles)}</style>
        {jsonLd && <script type="application/ld+json">{raw(jsonLd)}</script>}
      </head>
      <body class={wide ? "wide" : undefined}>
        <FootShapes />
        <a class="skip" href="#main">
          本文へ
        </a>
        {desk?.header ?? <Header />}
        <main id="main">{children}</main>
        {desk?.footer ?? <Footer site={site} />}
      </body>
    </html>
  );
}

type SheetProps = PropsWithChildren<
  PageProps & {
    title: string;
    heading?: Child;
    drawing?: Child;
    /** The page's own address, for the few that search engines may show. */
    canonical?: string | undefined;
    description?: string | undefined;
  }
>;

/** One narrow column with a heading: every page but the landing page and the guide. Few of them are for search engines. */
export function Sheet(props: SheetProps) {
  const { site, title, heading, drawing = <Standing />, canonical, description, children } = props;
  return (
    <Layout
      site={site}
      title={`${title}｜${site.courseTitle}`}
      robots={canonical ? undefined : "noindex"}
      canonical={canonical}
      description={description}
    >
      <div class="sheet">
        {drawing}
        <h1>{heading ?? title}</h1>
        {children}
      </div>
    </Layout>
  );
}

/** Mail addresses and web addresses become links; anything else, such as a phone number, stays as written. */
export function ReachUs({ site }: { site: Site }) {
  const contact = site.senderContact;
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return <a href={`mailto:${contact}`}>{contact}</a>;
  if (/^https?:\/\/\S+$/.test(contact)) return <a href={contact}>{contact}</a>;
  return <span>{contact}</span>;
}

/** What stands under a link to this page elsewhere. The picture is made by `npm run picture`. */
function Description(props: { site: Site; title: string; description: string; canonical: string | undefined }) {
  return (
    <>
      <meta name="description" content={props.description} />
      <meta property="og:type" content="website" />
      <meta property="og:locale" content="ja_JP" />
      <meta property="og:title" content={props.title} />
      <meta property="og:description" content={props.description} />
      <meta property="og:site_name" content={props.site.courseTitle} />
      <meta property="og:image" content={`${props.site.url}/link-picture.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
      {props.canonical && <meta property="og:url" content={props.canonical} />}
    </>
  );
}

function Header() {
  return (
    <header class="masthead">
      <a class="mark" href="/">
        <Mark />
        <span>あゆみ</span>
      </a>
    </header>
  );
}

function Footer({ site }: { site: Site }) {
  return (
    <footer class="colophon">
      <p class="colophon-title">{site.courseTitle}</p>
      <dl>
        <div>
          <dt>差出人</dt>
          <dd>{site.senderName}</dd>
        </div>
        <div>
          <dt>住所</dt>
          <dd>{site.senderAddress}</dd>
        </div>
        <div>
          <dt>連絡先</dt>
          <dd>
            <ReachUs site={site} />
          </dd>
        </div>
      </dl>
      <ul>
        <li>
          <a href="/privacy">プライバシーポリシー</a>
        </li>
        {site.hasTokusho && (
          <li>
            <a href="/legal/tokusho">特定商取引法に基づく表記</a>
          </li>
        )}
        <li>
          <a href="/contact">お問い合わせ</a>
        </li>
      </ul>
    </footer>
  );
}
