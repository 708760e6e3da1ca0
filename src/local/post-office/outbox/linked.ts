/** Text of a mail on a page of the outbox: its addresses can be followed, what is missing is said. */

import { html } from "hono/html";
import type { Html } from "./inbox-rows.ts";
import { isFollowable, URL_IN_TEXT, urlsOf } from "./mail-body.ts";

/** Text whose web addresses can be followed. */
export function linked(text: string): Html[] {
  const urls = urlsOf(text);
  return text.split(URL_IN_TEXT).map((words, n) => html`${words}${urls[n] === undefined ? "" : anchor(urls[n])}`);
}

export function anchor(url: string): Html {
  return isFollowable(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`
    : html`<code>${url}</code>`;
}

export function missing(words: string): Html {
  return html`<p class="paper missing">${words}</p>`;
}
