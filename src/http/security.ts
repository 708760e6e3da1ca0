/** Headers that every answer carries. */

import type { MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";

/** Nothing from elsewhere, no script, no frame; the page's one style block by nonce. A form may only post to us. */
export function browserDefences(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [NONCE],
      imgSrc: ["'self'", "data:"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // With no-referrer a form would post `Origin: null`.
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
  });
}

/** Pages behind a token are nobody else's: not stored, not indexed. */
export const forHerEyesOnly: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
};
