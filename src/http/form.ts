/** What a form said, field by field: what is no text was not typed. */

import { FORM_BYTES } from "../domain/numbers.ts";
import type { HttpContext } from "./env.ts";
import { readBody } from "./read-body.ts";

/** With the token that it or the address carries. */
export type Form = { token: string; field: (name: string) => string };

/** Every field is empty where the body is larger than `limitBytes` or makes no sense. */
export async function formOf(c: HttpContext, limitBytes = FORM_BYTES): Promise<Form> {
  const body = await readBody(c, limitBytes);
  const field = (name: string) => {
    const value = body.ok ? body.value[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  return { token: field("t") || (c.req.query("t") ?? ""), field };
}
