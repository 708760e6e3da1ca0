/** Ids that never repeat: 128 random bits, 22 characters. */

import { base64Url } from "./token.ts";

export function randomId(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(16)));
}
