/** Another site of the author's on this machine: one page, which shows what it is given. */

import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll } from "vitest";

export type Blog = { readonly origin: string; show(article: string): void };

/** To be awaited at the top of a test file; ends with it. */
export async function openBlog(): Promise<Blog> {
  let shown = "";
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(
      `<!DOCTYPE html><html lang="ja"><title>記事</title><link rel="icon" href="data:,"><h1>記事</h1>${shown}`,
    );
  }).listen(0, "127.0.0.1");
  afterAll(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    show: (article) => {
      shown = article;
    },
  };
}
