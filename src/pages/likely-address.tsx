/** The question about a likely slip in the address. Nothing was sent or stored yet; either button goes on. */

import { TURNSTILE_FIELD } from "../domain/turnstile.ts";
import { SourceFields } from "./landing/sign-up-form.tsx";
import type { SignUpFormState } from "./landing.tsx";
import { type PageProps, Sheet } from "./layout.tsx";

/** `likely` is the address as she probably meant it, `token` what Turnstile gave her with the form. Enter takes the first button. */
export function LikelyAddressPage(props: PageProps & { form: SignUpFormState; likely: string; token: string }) {
  const { site, form, likely, token } = props;
  return (
    <Sheet site={site} title="アドレスをご確認ください">
      <p>
        ご記入のアドレスは <strong class="address">{form.email}</strong> でした。もしかして、
        <strong class="address">{likely}</strong> でしょうか。
      </p>
      <form class="choices" method="post" action="/signup" accept-charset="utf-8">
        <input type="hidden" name="name" value={form.name} />
        <input type="hidden" name="consent" value="yes" />
        <input type="hidden" name="sure" value="yes" />
        {token !== "" && <input type="hidden" name={TURNSTILE_FIELD} value={token} />}
        <SourceFields source={form.source} />
        <button type="submit" name="email" value={likely}>
          はい、こちらに直して送る<span class="address">{likely}</span>
        </button>
        <button class="quiet" type="submit" name="email" value={form.email}>
          いいえ、このままで正しい<span class="address">{form.email}</span>
        </button>
      </form>
      <OtherAddress form={form} label="どちらでもないので、書き直す" />
      <p class="note">まだ何もお送りしていませんし、アドレスも控えていません。</p>
    </Sheet>
  );
}

/** Back to the form, with her name in it. */
export function OtherAddress({ form, label }: { form: SignUpFormState; label: string }) {
  return (
    <form class="choices" method="post" action="/signup/other#signup" accept-charset="utf-8">
      <input type="hidden" name="name" value={form.name} />
      <SourceFields source={form.source} />
      <button class="quiet" type="submit">
        {label}
      </button>
    </form>
  );
}
