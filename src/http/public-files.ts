/** Files that browsers, crawlers and other sites fetch: icon, picture for links, and what crawlers are told. */

import { Hono } from "hono/tiny";
import { DAY, SECOND } from "../domain/numbers.ts";
import { faviconSvg } from "../pages/favicon.ts";
import { linkPicture } from "../pages/link-picture.ts";
import { siteMap } from "../pages/site-map.ts";
import { type HttpContext, type HttpEnv, siteOf } from "./env.ts";

export const publicFiles = new Hono<HttpEnv>()
  .get("/favicon.svg", (c) => file(c, faviconSvg, "image/svg+xml"))
  .get("/link-picture.png", (c) => file(c, linkPicture(), "image/png"))
  .get("/robots.txt", (c) => file(c, robots(siteOf(c).url), "text/plain; charset=utf-8"))
  .get("/sitemap.xml", (c) => file(c, siteMap(siteOf(c)), "application/xml; charset=utf-8"));

/** Kept for a day, and free for other sites to show. */
function file(c: HttpContext, body: string | Uint8Array<ArrayBuffer>, type: string) {
  c.header("Cache-Control", `public, max-age=${DAY / SECOND}`);
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  c.header("Content-Type", type);
  return c.body(body);
}

/** Nothing is kept from crawlers here: pages that are not to be found say so themselves, and must be read for that. */
function robots(url: string): string {
  return `User-agent: *\nDisallow:\n\nSitemap: ${url}/sitemap.xml\n`;
}
