/** The outbox page: the clock above, arrived mails on the left, one of them on the right. */

import { html } from "hono/html";
import type { Mail } from "../mail.ts";
import type { Room } from "../room.ts";
import { homeUrl, type Place } from "./address.ts";
import { type Html, inboxRows } from "./inbox-rows.ts";
import { mailView } from "./mail-view.ts";
import { dayWords, timeWords } from "./words.ts";

type PageOptions = {
  readonly place: Place;
  /** Whether the office knows when the next mail is due. */
  readonly knowsNextDue: boolean;
  readonly notice: string | undefined;
};

/** Without a mail asked for, a wide page shows the newest and a narrow one only the list. */
export function outboxPage(room: Room, { place, knowsNextDue, notice }: PageOptions): Html {
  const asked = place.mailId === undefined ? undefined : room.mails.get(place.mailId);
  const shown = asked ?? [...room.mails.values()].at(-1);
  return documentOf(room, {
    title: asked === undefined ? "郵便受け" : `${asked.subject} – 郵便受け`,
    script: "poll.js",
    body: html`<body class="${asked === undefined ? "at-list" : "at-mail"}" data-poll="${room.base}/_outbox/news" data-version="${room.version}" data-mail="${shown?.id ?? ""}">
        ${topBar(room, "arrived", clockBar(room, knowsNextDue))} ${notice === undefined ? "" : html`<p class="notice" role="status">${notice}</p>`}
        <main>
          <nav class="list" aria-label="届いたメール" id="list">${inboxRows(room, shown?.id)}</nav>
          ${mailPane(room, shown, place)}
        </main>
      </body>`,
  });
}

export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Document = { readonly title: string; readonly script: string; readonly body: Html };

export function documentOf(room: Room, { title, script, body }: Document): Html {
  return html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${room.base}/_outbox/icon.svg" />
        <link rel="stylesheet" href="${room.base}/_outbox/style.css" />
        <script src="${room.base}/_outbox/${script}" defer></script>
      </head>
      ${body}
    </html>`;
}

const CORNERS = { arrived: "届いたメール", proofs: "下書き" } as const;

/** Where the author is, and the way to the other corner; on the right what belongs to this one. */
export function topBar(room: Room, corner: keyof typeof CORNERS, tools: Html | string = ""): Html {
  const link = (each: keyof typeof CORNERS, url: string) =>
    html`<a href="${url}" ${each === corner ? html`aria-current="page"` : ""}>${CORNERS[each]}</a>`;
  return html`<header class="top">
    <h1>郵便受け<small>${room.name === "" ? "このパソコンの中だけの郵便局" : `部屋 ${room.name}`}</small></h1>
    <nav class="corners" aria-label="郵便受けのなか">${link("arrived", homeUrl(room))}${room.hasProofs ? link("proofs", `${room.base}/proofs`) : ""}</nav>
    ${tools}
  </header>`;
}

function clockBar(room: Room, knowsNextDue: boolean): Html {
  return html`<p class="clock"><span class="visually-hidden">いまの時刻（日本時間）</span><span id="clock">${clockWords(room.clock.now())}</span></p>
    <form class="advance" method="post" action="${room.base}/_outbox/advance">
      ${knowsNextDue ? html`<button class="primary" name="by" value="next">次のメールまで時計を進める</button>` : ""}
      <button name="by" value="hour">1時間進める</button>
      <button name="by" value="day">1日進める</button>
      <button name="by" value="tick" title="時計はそのまま、定期の仕事だけを動かします">tick</button>
    </form>`;
}

export function clockWords(now: number): string {
  return `${dayWords(now)} ${timeWords(now)}`;
}

function mailPane(room: Room, mail: Mail | undefined, place: Place): Html {
  if (mail === undefined) return html`<div class="pane empty" aria-hidden="true"></div>`;
  return html`<div class="pane">${mailView(room, mail, place)}</div>`;
}
