/** For the author: the form to paste into an article of her own, with and without script. */

import { raw } from "hono/html";
import { embedForm, embedScriptTag } from "./embed-form.ts";
import { type PageProps, Sheet } from "./layout.tsx";

/** The buttons appear only where they work; without script the words can be marked and copied by hand. */
export const COPY_SCRIPT = `
for (const button of document.querySelectorAll("button[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.nextElementSibling.textContent = "コピーしました。";
  });
}
`;

/** `origins` are the sites that EMBED_ORIGINS allows. */
export function EmbedPage({ site, origins }: PageProps & { origins: readonly string[] }) {
  return (
    <Sheet site={site} title="フォームをほかのページに置く">
      <p>
        ブログや WordPress の記事に、申し込みのフォームを置くためのHTMLです。WordPress
        では「カスタムHTML」のブロックに貼り付けてください。見た目は、貼り付けたページのものになります。
      </p>
      <Snippet id="form" heading="フォームだけ" text={embedForm(site)} rows={10}>
        送ると、このサイトの「受信箱をご覧ください」のページへ移ります。プログラムは要りません。
      </Snippet>
      <Snippet id="script" heading="その場で答えを見せたいとき" text={embedScriptTag(site)} rows={2}>
        フォームの下に、この一行を足してください。ページを移らずに答えが出ます。読み込めなかったときは、上と同じように動きます。
      </Snippet>
      <section class="clause">
        <h2>どこから送れるか</h2>
        <Origins origins={origins} />
        <p>
          <code>utm_source</code>{" "}
          の値は、置くページごとに変えてください。どこから申し込まれたかが記録に残ります。同意の文面は、記録に残るものですから、変えないでください。
        </p>
      </section>
      <script>{raw(COPY_SCRIPT)}</script>
    </Sheet>
  );
}

function Origins({ origins }: { origins: readonly string[] }) {
  if (origins.length === 0) {
    return (
      <p>
        いまは、ほかのサイトからは送れません。設定 <code>EMBED_ORIGINS</code> に、置くサイトのアドレス（
        <code>https://blog.example</code> のように）を書いてください。
      </p>
    );
  }
  return (
    <>
      <p>
        いま送れるのは、設定 <code>EMBED_ORIGINS</code> にある次のサイトからです。
      </p>
      <ul>
        {origins.map((origin) => (
          <li key={origin}>
            <code>{origin}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Snippet(props: { id: string; heading: string; text: string; rows: number; children: string }) {
  const { id, heading, text, rows, children } = props;
  return (
    <section class="clause">
      <h2>
        <label for={`snippet-${id}`}>{heading}</label>
      </h2>
      <p>{children}</p>
      <textarea id={`snippet-${id}`} class="snippet" rows={rows} readonly spellcheck={false}>
        {text}
      </textarea>
      <p>
        <button type="button" class="quiet" hidden data-copies={`snippet-${id}`}>
          コピーする
        </button>
        <span class="copied" role="status" />
      </p>
    </section>
  );
}
