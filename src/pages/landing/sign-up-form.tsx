/** The sign-up form with what she typed and what is wrong with it. */

import { NAME_MAX } from "../../domain/reader-name.ts";
import type { Source } from "../../domain/source.ts";
import { AddressField, described, Field, FieldError } from "../field.tsx";
import type { Site } from "../layout.tsx";
import { TrapField } from "./trap-field.tsx";
import { TurnstileField } from "./turnstile.tsx";

export type SignUpFormState = {
  email: string;
  name: string;
  consent: boolean;
  /** Travels with the form until it is accepted. */
  source: Source;
  errors: {
    email?: string | undefined;
    name?: string | undefined;
    consent?: string | undefined;
    /** Not about one field. */
    form?: string | undefined;
  };
};

/** The form stands twice on one page: `place` keeps the ids apart. */
type Place = "top" | "end";

/** No check by the browser: it would refuse 「ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ」, which the server narrows, and its sentences are not ours. */
export function SignUpForm({ place, site, form }: { place: Place; site: Site; form: SignUpFormState }) {
  const { errors } = form;
  return (
    <form class="sign-up" method="post" action="/signup" accept-charset="utf-8" novalidate>
      {errors.form && <p class="error">{errors.form}</p>}
      <AddressField id={`${place}-email`} label="メールアドレス" typed={form.email} error={errors.email} isRequired />
      <Field id={`${place}-name`} label="お名前・ニックネーム" aside="任意" error={errors.name}>
        <input
          id={`${place}-name`}
          name="name"
          type="text"
          autocomplete="given-name"
          maxlength={NAME_MAX}
          value={form.name}
          {...described(`${place}-name`, errors.name)}
        />
      </Field>
      <TrapField place={place} />
      <SourceFields source={form.source} />
      <ConsentField id={`${place}-consent`} site={site} checked={form.consent} error={errors.consent} />
      <TurnstileField site={site} />
      <button type="submit">入門ガイドを受けとる</button>
      <p class="note">
        このあと、確認のメールをお送りします。その中のリンクから登録を終えていただくまで、コースは始まりません。
      </p>
      <p class="note">
        {`差出人は${site.senderName}です（住所と連絡先は、このページの終わりに）。配信は、どのメールからでも止められます。アドレスの扱いは`}
        <a href="/privacy">プライバシーポリシー</a>をご覧ください。
      </p>
    </form>
  );
}

/** Where she came from, for the form that follows this one. */
export function SourceFields({ source }: { source: Source }) {
  const fields = [...Object.entries(source.utm), ["referrer", source.referrer]] as const;
  return <>{fields.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}</>;
}

/** What she agrees to: that advertising mail comes too, and from whom (特定電子メール法, Art. 3). */
export function consentWording(site: Site): string {
  return `コースのメールとあわせて、個別相談のご案内（広告を含むメール）が${site.senderName}から届くことに同意します。`;
}

function ConsentField(props: { id: string; site: Site; checked: boolean; error: string | undefined }) {
  const { id, site, checked, error } = props;
  return (
    <div class="field">
      <div class="tick">
        <input
          id={id}
          name="consent"
          type="checkbox"
          value="yes"
          required
          checked={checked}
          {...described(id, error)}
        />
        <label for={id}>{consentWording(site)}</label>
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}
