/** The pages the law asks for: from the settings, found from every page, and never half there. */

import { expect, test } from "vitest";
import { visitWith } from "../support/settings.ts";
import { visit } from "../support/visitor.ts";
import { TOKUSHO } from "./legal.ts";

test("the privacy policy names who keeps what, what for, with whose help and in which country, how long, and where to ask", async () => {
  const html = await (await visit("/privacy")).text();
  for (const said of [
    ...["見本 歩", "〒100-0001 東京都千代田区千代田1-1", "mailto:author@example.com"],
    ...["メールアドレス", "個別相談のご案内", "Cloudflare", "Resend", "アメリカ合衆国"],
    ...[
      "14日で消します",
      "最長30日",
      "そのままでは読めない形",
      "3年で消します",
      "24時間で消えるクッキー",
      "ご本人からのお求め",
    ],
  ]) {
    expect(html).toContain(said);
  }
});

test("the privacy policy tells of another system that hears of consultations, where there is one", async () => {
  const words = "差出人が日程の管理に使っている別のサービス";
  expect(await (await visit("/privacy")).text()).not.toContain(words);
  const consultationWebhook = { url: "https://crm.example", secret: "whsec_" };
  expect(await (await visitWith({ consultationWebhook }, "/privacy")).text()).toContain(words);
});

test("the contact page says where questions go", async () => {
  const html = await (await visit("/contact")).text();
  expect(html).toContain('<a href="mailto:author@example.com">');
  expect(html).toContain("配信停止");
});

test("a contact that is a form elsewhere, or a phone number, is shown as what it is", async () => {
  const sender = { name: "歩", address: "東京都" };
  const form = await visitWith({ sender: { ...sender, contact: "https://ayumi.example/form" } }, "/contact");
  expect(await form.text()).toContain('<a href="https://ayumi.example/form">');
  const phone = await visitWith({ sender: { ...sender, contact: "03-0000-0000" } }, "/contact");
  expect(await phone.text()).toContain("<span>03-0000-0000</span>");
});

test("as long as nothing is sold there is no page about sales, and no link to it", async () => {
  expect((await visit("/legal/tokusho")).status).toBe(404);
  for (const path of ["/", "/privacy", "/nowhere"]) {
    expect(await (await visit(path)).text()).not.toContain("/legal/tokusho");
  }
});

test("with its settings the page says all that the law asks for, and every page leads to it", async () => {
  const html = await (await visitWith({ tokusho: TOKUSHO }, "/legal/tokusho")).text();
  for (const said of ["見本 歩", "〒100-0001", "author@example.com", ...Object.values(TOKUSHO)]) {
    expect(html).toContain(said);
  }
  expect(await (await visitWith({ tokusho: TOKUSHO }, "/")).text()).toContain('<a href="/legal/tokusho">');
});

test("every page leads to the privacy policy and to where questions go", async () => {
  for (const path of ["/", "/guide", "/privacy", "/contact", "/embed", "/nowhere", "/confirm?t=x"]) {
    const html = await (await visit(path)).text();
    for (const link of ["/privacy", "/contact"]) expect(html, path).toContain(`<a href="${link}">`);
  }
});
