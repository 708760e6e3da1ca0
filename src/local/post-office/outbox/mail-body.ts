/** What stands inside the frame that shows a mail, and what can be read off its HTML. */

type MailLink = { readonly url: string; readonly words: string };

/** The frame's own permissions: links open, scripts and forms do not run. */
export const FRAME_SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** For the author's own words: of the page's origin, so that it can keep her place in them. Nothing in them runs all the same. */
export const PROOF_SANDBOX = `${FRAME_SANDBOX} allow-same-origin`;

/** Sent with the body too, so that it is as tame when it is opened by itself. */
export function bodyPolicy(images: boolean, sandbox: string): string {
  const sources = images ? "img-src * data:; font-src *" : "img-src 'none'; font-src 'none'";
  return `sandbox ${sandbox}; default-src 'none'; style-src 'unsafe-inline'; ${sources}`;
}

const SCHEMES = ["light", "dark", "inverted"] as const;
/** Dark: the mail's own dark colours. Inverted: an app turns the light ones over, as Gmail's and Outlook's do on phones. */
export type Scheme = (typeof SCHEMES)[number];

export function schemeOf(asked: string | undefined): Scheme {
  return SCHEMES.find((scheme) => scheme === asked) ?? "light";
}

/** Prepares a mail for its frame: links open beside the outbox, and the reader's light or dark is decided here. */
export function framed(html: string, scheme: Scheme): string {
  const asked = scheme === "dark" ? "dark" : "light";
  const turned = scheme === "inverted" ? INVERSION : "";
  return withHead(inScheme(html, asked), `<base target="_blank">${rootScheme(html, asked)}${turned}`);
}

/** White becomes a dark grey, hues stay, pictures are turned back. Each app has its own recipe; this is about their mean. */
const INVERSION =
  "<style>:root{background:#fff;filter:invert(.9) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>";

/**
 * Answers the mail's own media queries. The frame could inherit `color-scheme` from outside, but browsers differ there
 * and the machine's setting would win.
 */
function inScheme(html: string, scheme: "light" | "dark"): string {
  return html.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width:0)" : "(max-width:0)",
  );
}

/** Only a mail that says it knows dark mode gets a dark canvas. */
function rootScheme(html: string, scheme: "light" | "dark"): string {
  return /<meta[^>]+color-scheme/i.test(html) ? `<style>:root{color-scheme:only ${scheme}}</style>` : "";
}

function withHead(html: string, addition: string): string {
  const place = /<head(\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const end = place === null ? 0 : place.index + place[0].length;
  return html.slice(0, end) + addition + html.slice(end);
}

/** The links of a mail in their order; of a mail without HTML, those of its text. */
export function linksOf(html: string | null, text: string | null): MailLink[] {
  if (html === null) return urlsOf(text ?? "").map((url) => ({ url, words: "" }));
  const anchors = html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)<\/a>/gis);
  return [...anchors].map(([, double, single, inner = ""]) => ({
    url: unescaped(double ?? single ?? ""),
    words: unescaped(inner.replace(/<[^>]*>/g, ""))
      .replace(/\s+/g, " ")
      .trim(),
  }));
}

export function urlsOf(text: string): string[] {
  return text.match(URL_IN_TEXT) ?? [];
}

/** An address ends where Japanese text or a bracket goes on. */
export const URL_IN_TEXT = /https?:\/\/[\w\-.~:/?#[\]@!$&'*+,;=%]+/g;

/** Whether following it is a step on the web, which `javascript:` is not. */
export function isFollowable(url: string): boolean {
  return /^(https?:|mailto:|tel:)/i.test(url);
}

function unescaped(markup: string): string {
  return markup.replace(/&(#x[0-9a-f]+|#\d+|amp|lt|gt|quot|nbsp);/gi, (entity, name: string) => {
    if (name.startsWith("#")) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    }
    return { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " }[name.toLowerCase()] ?? entity;
  });
}
