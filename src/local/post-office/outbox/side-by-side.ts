/** A mail in all its looks beside each other: at a desk, on a phone, dark in two ways, without images, as text and source. */

import { html } from "hono/html";
import type { Html } from "./inbox-rows.ts";
import { linked, missing } from "./linked.ts";
import { FRAME_SANDBOX, type Scheme } from "./mail-body.ts";

type Bodies = { readonly html: string | null; readonly text: string | null };
type BodyUrl = (scheme: Scheme, images: "on" | "off") => string;

type Sheet = { readonly words: string; readonly look: string; readonly scheme: Scheme; readonly images: "on" | "off" };

const SHEETS: readonly Sheet[] = [
  { words: "パソコン", look: "wide", scheme: "light", images: "on" },
  { words: "スマホ", look: "phone", scheme: "light", images: "on" },
  { words: "ダーク（メールの配色）", look: "phone dark", scheme: "dark", images: "on" },
  { words: "ダーク（アプリが色を反転）", look: "phone dark", scheme: "inverted", images: "on" },
  { words: "画像なし", look: "phone", scheme: "light", images: "off" },
];

/** `sandbox` is what a frame may do besides showing its body. */
export function sideBySide({ html: markup, text }: Bodies, bodyUrl: BodyUrl, sandbox = FRAME_SANDBOX): Html {
  return html`<div class="sheets" tabindex="0" role="group" aria-label="見え方をならべて">
    ${markup === null ? "" : SHEETS.map((sheet) => frame(sheet, bodyUrl, sandbox))}
    <figure class="sheet words"><figcaption>テキスト</figcaption>
      ${text === null ? missing("テキスト版はありません。") : html`<pre class="paper text">${linked(text)}</pre>`}</figure>
    <figure class="sheet words"><figcaption>ソース</figcaption>
      ${markup === null ? missing("HTML 版はありません。") : html`<pre class="paper source">${markup}</pre>`}</figure>
  </div>`;
}

function frame({ words, look, scheme, images }: Sheet, bodyUrl: BodyUrl, sandbox: string): Html {
  return html`<figure class="sheet ${look}"><figcaption>${words}</figcaption>
    <iframe title="${words}" src="${bodyUrl(scheme, images)}" sandbox="${sandbox}"></iframe></figure>`;
}
