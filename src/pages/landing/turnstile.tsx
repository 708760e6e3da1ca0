/** Turnstile in the sign-up form, where the settings name it: seen only by whom it has to ask something. */

import { TURNSTILE_ACTION, TURNSTILE_SCRIPT } from "../../domain/turnstile.ts";
import type { Site } from "../layout.tsx";

export function TurnstileField({ site }: { site: Site }) {
  if (!site.turnstileKey) return null;
  return (
    <>
      <div
        class="cf-turnstile"
        data-sitekey={site.turnstileKey}
        data-action={TURNSTILE_ACTION}
        data-appearance="interaction-only"
        data-language="ja"
        data-size="flexible"
      />
      <noscript>
        <p class="note">
          JavaScriptが使えなくても、そのままお申し込みいただけます。混み合っているときだけ、しばらくお待ちいただくことがあります。
        </p>
      </noscript>
    </>
  );
}

/** Once on a page with the form. */
export function TurnstileScript({ site }: { site: Site }) {
  return site.turnstileKey ? <script src={TURNSTILE_SCRIPT} async defer /> : null;
}
