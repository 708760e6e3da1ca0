/** How well the words of a mail stand out from their ground, in its own light and dark and in a forced inversion. */

import type { Page } from "playwright-core";

/** WCAG 2.2, 1.4.3: for text of ordinary size. */
const LEAST_CONTRAST = 4.5;

/** As Gmail's app and others do with a mail whose dark scheme they do not read: the lightness turned about, the hue kept. */
export const INVERSION = "html{filter:invert(1) hue-rotate(180deg);background:#fff}";

/** A sentence for each text that is hard to read. `inverted` asks about the mail under INVERSION. */
export async function faintWords(page: Page, { inverted }: { inverted: boolean }): Promise<string[]> {
  const texts = await page.evaluate(readColours);
  const faint = texts.map((text) => ({ ...text, contrast: contrastOf(text, inverted) }));
  return faint
    .filter(({ contrast }) => contrast < LEAST_CONTRAST)
    .map(({ words, contrast }) => `“${words}” has a contrast of ${contrast.toFixed(2)}`);
}

type Colour = readonly [red: number, green: number, blue: number];
type Coloured = { words: string; ink: Colour; ground: Colour };

/** Runs in the page: every text with its own colour and that of the nearest ground behind it. */
function readColours(): { words: string; ink: Colour; ground: Colour }[] {
  const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const isSolid = (colour: string) => (parse(colour)[3] ?? 1) > 0;
  const asColour = (colour: string): Colour => {
    const [red = 0, green = 0, blue = 0] = parse(colour);
    return [red, green, blue];
  };
  const groundOf = (element: Element | null): string => {
    if (element === null) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return isSolid(backgroundColor) ? backgroundColor : groundOf(element.parentElement);
  };
  const found: { words: string; ink: Colour; ground: Colour }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? "";
    const element = node.parentElement;
    if (words === "" || !element || element.getClientRects().length === 0) continue;
    const ink = asColour(getComputedStyle(element).color);
    found.push({ words: words.slice(0, 20), ink, ground: asColour(groundOf(element)) });
  }
  return found;
}

function contrastOf({ ink, ground }: Coloured, inverted: boolean): number {
  const [one, other] = [ink, ground].map((colour) => luminance(inverted ? invert(colour) : colour));
  const [lighter, darker] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Filter Effects Module Level 1: `invert(1)`, then the matrix of `hue-rotate(180deg)`. */
function invert([red, green, blue]: Colour): Colour {
  const [r, g, b] = [255 - red, 255 - green, 255 - blue];
  return [
    clamp(-0.574 * r + 1.43 * g + 0.144 * b),
    clamp(0.426 * r + 0.43 * g + 0.144 * b),
    clamp(0.426 * r + 1.43 * g - 0.856 * b),
  ];
}

function clamp(part: number): number {
  return Math.min(255, Math.max(0, part));
}

/** WCAG 2.2, “relative luminance”. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
