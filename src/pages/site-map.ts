/** The pages that search engines may show, as a sitemap (sitemaps.org, protocol 0.9). */

import type { Site } from "./layout.tsx";

export function siteMap(site: Site): string {
  const paths = ["/", "/guide", "/work", "/privacy", "/contact", ...(site.hasTokusho ? ["/legal/tokusho"] : [])];
  const urls = paths.map((path) => `  <url><loc>${site.url}${path}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
