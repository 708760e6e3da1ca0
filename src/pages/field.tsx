/** A labelled field with its sentence under it. */

import type { Child } from "hono/jsx";

export function Field(props: {
  id: string;
  label: string;
  aside?: string;
  error: string | undefined;
  children: Child;
}) {
  return (
    <div class="field">
      <label for={props.id}>
        {props.label}
        {props.aside && <small>（{props.aside}）</small>}
      </label>
      {props.children}
      <FieldError id={props.id} error={props.error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="error" id={`${id}-error`}>
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
