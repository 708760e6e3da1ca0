/** Where she came from, as a request tells it: on her way to the page, and with the form. */

import { referrerOf, type Source, tidyUtm } from "../domain/source.ts";
import type { HttpContext } from "./env.ts";

/** From the page's own address and the page before. */
export function sourceOfVisit(c: HttpContext): Source {
  return { utm: tidyUtm((word) => c.req.query(word)), referrer: refererOf(c) };
}

/** From the form's hidden fields. A form on another site has none for the host: there the page it stood on tells it. */
export function sourceOfForm(c: HttpContext, fields: Readonly<Record<string, unknown>>): Source {
  return {
    utm: tidyUtm((word) => fields[word]),
    referrer: referrerOf(fields.referrer, ownHost(c)) ?? refererOf(c),
  };
}

function refererOf(c: HttpContext): string | null {
  const referer = c.req.header("Referer");
  return referer && URL.canParse(referer) ? referrerOf(referer, ownHost(c)) : null;
}

function ownHost(c: HttpContext): string {
  return new URL(c.env.deps.config.siteUrl).hostname;
}
