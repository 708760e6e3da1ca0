/** The sign-up form as HTML for a page elsewhere: complete by itself, in that page's own look. */

import { escapeHtml } from "../domain/compiled-mail.ts";
import { NAME_MAX } from "../domain/reader-name.ts";
import { TURNSTILE_ACTION, TURNSTILE_SCRIPT } from "../domain/turnstile.ts";
import { consentWording } from "./landing/sign-up-form.tsx";
import { TRAP } from "./landing/trap-field.tsx";
import type { Site } from "./layout.tsx";

/** Its wording of the consent is the one that is recorded. */
export function embedForm(site: Site): string {
  const url = escapeHtml(site.url);
  return `<form action="${url}/signup" method="post" accept-charset="utf-8">
  <p><label>メールアドレス<br><input name="email" type="email" autocomplete="email" maxlength="254" required></label></p>
  <p><label>お名前・ニックネーム（任意）<br><input name="name" autocomplete="given-name" maxlength="${NAME_MAX}"></label></p>
  <p><label><input name="consent" type="checkbox" value="yes" required> ${escapeHtml(consentWording(site))}</label></p>
  <p hidden><label>この欄には、何も書かないでください<input name="${TRAP}" tabindex="-1" autocomplete="off"></label></p>
  <input name="utm_source" type="hidden" value="blog">
${turnstileOf(site)}  <p><button>入門ガイドを受けとる</button></p>
  <p><small>差出人：${escapeHtml(site.senderName)}。配信は、どのメールからでも止められます。<a href="${url}/privacy">プライバシーポリシー</a></small></p>
</form>`;
}

/** Where the form asks Turnstile, it brings the widget and the script that draws it. */
function turnstileOf({ turnstileKey }: Site): string {
  if (!turnstileKey) return "";
  return `  <div class="cf-turnstile" data-sitekey="${escapeHtml(turnstileKey)}" data-action="${TURNSTILE_ACTION}" data-appearance="interaction-only" data-language="ja"></div>
  <script src="${TURNSTILE_SCRIPT}" async defer></script>
`;
}

/** Below the form, for the answer in place. Without it the form still works. */
export function embedScriptTag(site: Site): string {
  return `<script src="${escapeHtml(site.url)}/embed.js" defer></script>`;
}
