/** `npm run picture`: draws the picture that stands under links to the site (Open Graph) and writes it into the Worker's source. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { course } from "../../emails/course.ts";
import { startBrowser } from "../../test/e2e/browser.ts";
import { ROOT } from "../local/wrangler.ts";
import { faviconSvg } from "../pages/favicon.ts";
import { indexedPng, type Pixels } from "./picture/indexed-png.ts";

/** What Facebook, LINE and X ask for. */
const SIZE = { width: 1200, height: 630 };

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
  <rect width="1200" height="630" fill="#faf6ef"/>
  <g fill="#3a5a47" font-family="'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP',serif" font-weight="600">
    <text x="96" y="236" font-size="64" fill="#35302a">大事な仕事から外された。</text>
    <text x="96" y="336" font-size="64" fill="#35302a">時短なのに仕事が減らない。</text>
    <text x="96" y="430" font-size="34">${course.title}｜無料のメールコース</text>
    <text x="190" y="126" font-size="38" letter-spacing="8" fill="#35302a">あゆみ</text>
  </g>
  <svg x="84" y="68" width="84" height="84" viewBox="0 0 40 40">${faviconSvg}</svg>
  ${steps()}
</svg>`;

const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: SIZE });
  await page.setContent(`<style>body{margin:0}</style>${SVG}`);
  const png = indexedPng(await pixelsOf(page), SIZE);
  const file = join(ROOT, "src/pages/link-picture.ts");
  await writeFile(file, sourceOf(png));
  await writeFile(join(ROOT, "docs/link-picture.png"), png);
  console.log(`src/pages/link-picture.ts, docs/link-picture.png: ${png.length} bytes`);
} finally {
  await browser.close();
}

/** A walk along the foot of the picture. */
function steps(): string {
  const feet = Array.from({ length: 22 }, (_, step) => {
    const [x, y] = [72 + step * 50, 540 + Math.sin(step / 3.2) * 16 + (step % 2 ? 13 : -13)];
    return `<svg x="${x}" y="${y.toFixed(1)}" width="1" height="1" overflow="visible"><g transform="rotate(90) scale(${step % 2 ? "" : "-"}1.1 1.1)"><use href="#foot"/></g></svg>`;
  });
  const shape = faviconSvg.match(/ d="([^"]+)"/)?.[1];
  return `<defs><path id="foot" d="${shape}"/></defs><g fill="#3a5a47">${feet.join("")}</g>`;
}

/** What the browser shows, as red, green, blue and opacity of each point. */
async function pixelsOf(page: Page): Promise<Pixels> {
  const shot = (await page.screenshot()).toString("base64");
  const points = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser has no canvas");
    context.drawImage(image, 0, 0);
    return Array.from(context.getImageData(0, 0, image.width, image.height).data);
  }, shot);
  return Uint8Array.from(points);
}

function sourceOf(png: Uint8Array): string {
  return `/** The picture that stands under links to the site: 1200 × 630, made by \`npm run picture\`. */

const PNG =
  "${Buffer.from(png).toString("base64")}";

/** The PNG itself. */
export function linkPicture(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(PNG), (character) => character.charCodeAt(0));
}
`;
}
