/** The sign-up form as it arrives, checked: what is right, or a kind sentence for each field that is not. */

import * as v from "valibot";
import { type Address, parseAddress } from "../domain/address.ts";
import { NAME_MAX, nameProblem, tidyName } from "../domain/reader-name.ts";
import { NO_SOURCE, type Source } from "../domain/source.ts";
import { TURNSTILE_FIELD } from "../domain/turnstile.ts";
import { NO_ADDRESS } from "../pages/field.tsx";
import { TRAP } from "../pages/landing/trap-field.tsx";
import type { SignUpFormState } from "../pages/landing.tsx";

/**
 * `form` is what she typed, to be shown again. `sure`: she was asked about the address and said that it is right. `isTrapped`:
 * the field that nobody sees is filled in. `token` is Turnstile's, if there is one.
 */
export type ReadForm = { form: SignUpFormState; sure: boolean; isTrapped: boolean; token: string } & (
  | { ok: true; address: Address; name: string }
  | { ok: false; address: Address | null }
);

export const EMPTY_FORM: SignUpFormState = { email: "", name: "", consent: false, source: NO_SOURCE, errors: {} };

/** Missing fields, lists and nested objects count as empty: what is not text was not typed. */
const text = v.fallback(v.string(), "");
const ticked = v.fallback(
  v.pipe(
    v.union([v.string(), v.boolean()]),
    v.transform((value) => value === true || /^(yes|on|true|1)$/i.test(String(value))),
  ),
  false,
);
const Fields = v.object({
  email: text,
  name: text,
  consent: ticked,
  sure: ticked,
  [TRAP]: text,
  [TURNSTILE_FIELD]: text,
});

/** `body`: the fields of a form, or a JSON body, not yet trusted in any way. */
export function readSignUp(body: Readonly<Record<string, unknown>>, source: Source): ReadForm {
  const typed = v.parse(Fields, body);
  const address = parseAddress(typed.email);
  const name = tidyName(typed.name);
  const errors = {
    email: address ? undefined : emailSentence(typed.email),
    name: nameSentence(name),
    consent: typed.consent ? undefined : "お送りするメールについて、同意のチェックをお願いします。",
  };
  const { sure, consent } = typed;
  const more = { sure, isTrapped: typed[TRAP] !== "", token: typed[TURNSTILE_FIELD] };
  const form = { email: typed.email.slice(0, 320), name: typed.name.slice(0, 200), consent, source, errors };
  return address && !errors.name && !errors.consent
    ? { ok: true, address, name, form, ...more }
    : { ok: false, address, form, ...more };
}

function emailSentence(typed: string): string {
  return typed.trim() === "" ? "メールアドレスを入力してください。" : NO_ADDRESS;
}

function nameSentence(name: string): string | undefined {
  switch (nameProblem(name)) {
    case "too-long":
      return `お名前は${NAME_MAX}文字までで、お願いします。`;
    case "has-link":
      return "お名前には、URLやメールアドレス、かっこなどの記号は使えません。呼び名だけで大丈夫です。";
    case null:
      return undefined;
  }
}
