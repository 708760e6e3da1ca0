/** Whether words can be read on their ground, in the light and in the dark (WCAG 2.2, 1.4.3). */
import { blend, type Color, formatHex, parse, wcagContrast } from "culori";
import type { HTMLElement } from "happy-dom";
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { type Page, pageOf, type Scheme, type Words } from "./page.ts";

/** For words of any size: large ones might have less, but few are so large on a phone. */
const LEAST_CONTRAST = 4.5;

/** Under everything, should even the sheet let something through. */
const WHITE: Color = { mode: "rgb", r: 1, g: 1, b: 1 };

export function judgeContrast(mail: SentMail): Fault[] {
  return (["light", "dark"] as const).flatMap((scheme) => {
    const page = pageOf(mail, scheme);
    const told = new Map<string, Fault>();
    for (const words of page.words) {
      const one = judgeWords(page, scheme, words);
      if (one && !told.has(one.pair)) told.set(one.pair, one.fault);
    }
    return [...told.values()];
  });
}

/** A pair of colours is told once, with the first words that have it. */
function judgeWords(page: Page, scheme: Scheme, words: Words): { pair: string; fault: Fault } | null {
  const layers = layersUnder(page, words.element);
  const ink = parse(page.style(words.element).color);
  if (ink === undefined || layers === null) {
    const wrong = `${snippet(words.text)} stands on a picture, or in a colour that cannot be reckoned with`;
    const fault = { rule: "contrast", wrong, change: "give it a plain colour on a plain ground" };
    return { pair: wrong, fault };
  }
  const ground = blend(layers);
  const shown = blend([ground, { ...ink, alpha: (ink.alpha ?? 1) * opacityOf(page, words.element) }]);
  const contrast = wcagContrast(shown, ground);
  if (contrast >= LEAST_CONTRAST) return null;
  const pair = `${formatHex(shown)} on ${formatHex(ground)}`;
  const measured = Math.floor(contrast * 100) / 100;
  const wrong = `${snippet(words.text)} is ${pair} in the ${scheme}: contrast ${measured}, less than ${LEAST_CONTRAST}`;
  return { pair, fault: { rule: "contrast", wrong, change: "take a colour that stands out, in emails/_kit/look.ts" } };
}

/** The grounds from the sheet of paper up to the words. Null where one is a picture. */
function layersUnder(page: Page, element: HTMLElement): [Color, ...Color[]] | null {
  const layers: [Color, ...Color[]] = [WHITE];
  for (let at: HTMLElement | null = element; at; at = at.parentElement as HTMLElement | null) {
    const { backgroundColor, backgroundImage } = page.style(at);
    if (!["", "none", "initial"].includes(backgroundImage)) return null;
    const color = parse(backgroundColor) ?? parse(at.getAttribute("bgcolor") ?? "");
    if (color) layers.splice(1, 0, color);
  }
  return layers;
}

function opacityOf(page: Page, element: HTMLElement): number {
  const own = Number.parseFloat(page.style(element).opacity || "1");
  const above = element.parentElement as HTMLElement | null;
  return above ? own * opacityOf(page, above) : own;
}
