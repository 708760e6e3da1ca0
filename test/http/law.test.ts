/** What the law wants to stand where somebody agrees to advertising mail (特定電子メール法, Art. 3 and 4), on every form there is. */

import { expect, test } from "vitest";
import { visitWith } from "../support/settings.ts";
import { post, visit } from "../support/visitor.ts";

const TYPED = { email: "hanako@example.com", name: "花子" };

/** Each with a form that she may send: new, refused, asked again, and pasted into another page. */
async function pagesWithForm(): Promise<[string, string][]> {
  const embed = await (await visit("/embed")).text();
  const [, pasted = ""] = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(embed) ?? [];
  return [
    ["new", await (await visit("/")).text()],
    ["refused", await (await post("/signup", TYPED)).text()],
    ["another address", await (await post("/signup/other", TYPED)).text()],
    ["pasted", unescaped(pasted)],
  ];
}

function unescaped(html: string): string {
  return [
    ["&lt;", "<"],
    ["&gt;", ">"],
    ["&quot;", '"'],
    ["&#34;", '"'],
    ["&amp;", "&"],
  ].reduce((text, [written = "", meant = ""]) => text.replaceAll(written, meant), html);
}

function formsIn(html: string): string[] {
  return [...html.matchAll(/<form[^>]*action="[^"]*\/signup"[^>]*>.*?<\/form>/gs)].map(([form]) => form);
}

test("she agrees by her own tick, to words that say advertising and name the sender, and learns how it ends and who keeps her address", async () => {
  for (const [name, html] of await pagesWithForm()) {
    const forms = formsIn(html);
    expect(forms.length, name).toBeGreaterThan(0);
    for (const form of forms) {
      const box = /<input[^>]*name="consent"[^>]*>/.exec(form)?.[0] ?? "";
      expect(box, name).toMatch(/type="checkbox"/);
      expect(box, name).toMatch(/required/);
      expect(box, name).not.toMatch(/checked/);
      expect(form, name).toContain("個別相談のご案内（広告を含むメール）が見本 歩から届くことに同意します。");
      expect(form, name).toMatch(/配信は、?(どのメールからでも|いつでも)止められます/);
      expect(form, name).toMatch(/href="[^"]*\/privacy"/);
    }
  }
});

test("sender, postal address and where to complain stand on every page with a form, from the settings", async () => {
  const sender = { name: "山田 歩", address: "〒150-0001 東京都渋谷区神宮前1-2-3", contact: "ayumi@your-domain.jp" };
  const html = await (await visitWith({ sender }, "/")).text();
  for (const said of [...Object.values(sender), "（広告を含むメール）が山田 歩から届く"]) expect(html).toContain(said);
});
