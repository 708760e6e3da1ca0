/** A mail's HTML as a mail program shows it, in the light or in the dark. */
import { type Document, type HTMLElement, type Node, Window } from "happy-dom";
import type { SentMail } from "./mail.ts";

export type Scheme = "light" | "dark";

type Style = ReturnType<Window["getComputedStyle"]>;

export type Page = {
  readonly document: Document;
  /** The style an element ends up with: sheets by specificity and media, inline styles, what is inherited. */
  style(element: HTMLElement): Style;
  /** Every run of text that is shown, in order, with the element it stands in. */
  readonly words: readonly Words[];
  /** The hidden words that the body begins with, without the invisible padding behind them. */
  readonly preheader: string;
};

export type Words = { readonly text: string; readonly element: HTMLElement };

type Run = Words & { readonly isShown: boolean };

/** What browsers begin with, which the library leaves out. A link is not the colour of its surroundings by itself. */
const BASE_STYLE: Record<Scheme, string> = {
  light: "html{color:#000;background-color:#fff}a{color:#0000ee}",
  dark: "html{color:#fff;background-color:#121212}a{color:#9e9eff}",
};

const opened = new WeakMap<SentMail, Partial<Record<Scheme, Page>>>();

/** Opened once for all rules. */
export function pageOf(mail: SentMail, scheme: Scheme): Page {
  const pages = opened.get(mail) ?? {};
  opened.set(mail, pages);
  pages[scheme] ??= open(mail.html, scheme);
  return pages[scheme];
}

/** Fetches and runs nothing. */
function open(html: string, scheme: Scheme): Page {
  const settings = { device: { prefersColorScheme: scheme }, navigation: { disableChildFrameNavigation: true } };
  const window = new Window({ settings });
  const { document } = window;
  document.write(html);
  const base = document.createElement("style");
  base.textContent = BASE_STYLE[scheme];
  document.head.prepend(base);
  const styles = new Map<HTMLElement, Style>();
  const style = (element: HTMLElement) => {
    const known = styles.get(element) ?? window.getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  // Whoever only wants the links does not wait for every style.
  let known: Run[] | undefined;
  const runs = () => {
    known ??= runsIn(document.body, true);
    return known;
  };
  return {
    document,
    style,
    get words() {
      return runs().filter(({ isShown }) => isShown);
    },
    get preheader() {
      return preheaderOf(runs());
    },
  };

  function runsIn(element: HTMLElement, isAboveShown: boolean): Run[] {
    const { display, visibility } = style(element);
    const isShown = isAboveShown && display !== "none" && visibility !== "hidden";
    return [...element.childNodes].flatMap((node: Node) => {
      if (node instanceof window.HTMLElement) return runsIn(node, isShown);
      const text = node.nodeType === window.Node.TEXT_NODE ? (node.textContent ?? "") : "";
      return text.trim() === "" ? [] : [{ text, element, isShown }];
    });
  }
}

function preheaderOf(runs: readonly Run[]): string {
  const first = runs.findIndex(({ isShown }) => isShown);
  const hidden = runs.slice(0, first === -1 ? runs.length : first).map(({ text }) => text);
  return hidden.join("").replace(/(?:\p{Cf}|\p{Z}|\u034f)+$/u, "");
}
