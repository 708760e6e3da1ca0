/** One part of the landing page: its heading in the margin on a wide screen, above the text on a phone. */

import type { Child, PropsWithChildren } from "hono/jsx";

type PartProps = PropsWithChildren<{ name: string; heading: string; beside?: Child }>;

/** `beside` stays with the heading. */
export function Part({ name, heading, beside, children }: PartProps) {
  return (
    <section class={`part ${name}`} aria-labelledby={`${name}-heading`}>
      <div class="part-head">
        <h2 id={`${name}-heading`}>{heading}</h2>
        {beside}
      </div>
      <div class="part-body">{children}</div>
    </section>
  );
}
