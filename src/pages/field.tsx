/** A labelled field with its sentence under it. */

import type { Child } from "hono/jsx";

export function Field(props: {
  id: string;
  label: string;
  aside?: string;
  error: string | undefined;
  /** No list at the top of the page tells of its error, so that a screen reader has to say it by itself. */
  isAlone?: boolean | undefined;
  children: Child;
}) {
  return (
    <div class="field">
      <label for={props.id}>
        {props.label}
        {props.aside && <small>（{props.aside}）</small>}
      </label>
      {props.children}
      <FieldError id={props.id} error={props.error} isAlone={props.isAlone} />
    </div>
  );
}

/** What is said of an address that can be none. */
export const NO_ADDRESS = "メールアドレスの形になっていないようです。「@」の前後や、余分な文字がないかご確認ください。";

type AddressProps = {
  /** Where the form stands twice on a page. */
  id?: string;
  label: string;
  typed: string;
  error?: string | undefined;
  /** Somebody else's: the browser shall not offer her own. */
  isOthers?: boolean;
  isRequired?: boolean;
  /** As in `Field`. */
  isAlone?: boolean;
};

/** A mail address, in the field `email`. As long as RFC 5321 allows one to be. */
export function AddressField({ id = "email", label, typed, error, isOthers, isRequired, isAlone }: AddressProps) {
  return (
    <Field id={id} label={label} error={error} isAlone={isAlone}>
      <input
        id={id}
        name="email"
        type="email"
        inputmode="email"
        autocomplete={isOthers ? "off" : "email"}
        autocapitalize="none"
        spellcheck={false}
        maxlength={254}
        required={isRequired}
        value={typed}
        {...described(id, error)}
      />
    </Field>
  );
}

export function FieldError(props: { id: string; error: string | undefined; isAlone?: boolean | undefined }) {
  const { id, error, isAlone } = props;
  if (!error) return null;
  return (
    <p class="error" id={`${id}-error`} role={isAlone ? "alert" : undefined}>
      {error}
    </p>
  );
}

/** Its id is its name, and it points to its sentence. */
export function fieldProps(id: string, error: string | undefined): Record<string, string> {
  return { id, name: id, ...described(id, error) };
}

/** Points to the field's sentence, if there is one. */
export function described(id: string, error: string | undefined): Record<string, string> {
  return error ? { "aria-invalid": "true", "aria-describedby": `${id}-error` } : {};
}
