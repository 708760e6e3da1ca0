/** The places a template leaves open, filled for each reader when the mail is sent. */
import type { Mark } from "../../src/domain/compiled-mail.ts";

export function mark(name: Mark): string {
  return `{{${name}}}`;
}
