/** The right side of the outbox: one mail, seen in the ways a reader or an author may want to see it. */

import { html } from "hono/html";
import type { Mail } from "../mail.ts";
import type { Room } from "../room.ts";
import { homeUrl, LOOKS, type Look, type Place, placeUrl, toggled, VIEWS, type View } from "./address.ts";
import { eventBadge, type Html } from "./inbox-rows.ts";
import { anchor, linked, missing } from "./linked.ts";
import { FRAME_SANDBOX, linksOf, type Scheme } from "./mail-body.ts";
import { sideBySide } from "./side-by-side.ts";
import { dayWords, timeWords } from "./words.ts";

const VIEW_WORDS: Readonly<Record<View, string>> = {
  mail: "メール",
  beside: "並べて",
  text: "テキスト",
  links: "リンク",
  headers: "ヘッダー",
  source: "ソース",
};
const LOOK_WORDS: Readonly<Record<Look, string>> = {
  narrow: "スマホ幅",
  dark: "ダーク",
  inverted: "色の反転",
  plain: "画像なし",
};

export function mailView(room: Room, mail: Mail, place: Place): Html {
  const view = mail.html === null && place.view === "mail" ? "text" : place.view;
  return html`<article class="mail" aria-label="メール">
    <a class="back" href="${homeUrl(room)}">← 一覧へ</a>
    <header class="mail-head">
      <h2>${mail.subject}</h2>
      <p class="mail-meta">
        ${eventBadge(mail)}<span>${mail.to.join(", ")}</span><time>${dayWords(mail.received_at)} ${timeWords(mail.received_at)}</time>
      </p>
    </header>
    <div class="bar">
      <nav class="tabs" aria-label="見方">${VIEWS.map((each) => viewTab(room, mail, each, view, place.looks))}</nav>
      ${view === "mail" ? html`<nav class="looks" aria-label="見え方">${LOOKS.map((each) => lookToggle(room, mail, each, place.looks))}</nav>` : ""}
      ${eventForm(room, mail)}
    </div>
    ${viewBody(room, mail, view, place.looks)}
  </article>`;
}

function viewTab(room: Room, mail: Mail, view: View, current: View, looks: readonly Look[]): Html {
  const count = view === "links" ? linksOf(mail.html, mail.text).length : 0;
  return html`<a href="${placeUrl(room, mail.id, view, looks)}" ${view === current ? html`aria-current="page"` : ""}
    >${VIEW_WORDS[view]}${count > 0 ? html` <small>${count}</small>` : ""}</a
  >`;
}

function lookToggle(room: Room, mail: Mail, look: Look, looks: readonly Look[]): Html {
  const on = looks.includes(look);
  return html`<a href="${placeUrl(room, mail.id, "mail", toggled(looks, look))}" class="${look}" ${on ? html`aria-current="true"` : ""}
    >${on ? html`<span aria-hidden="true">✓</span>` : ""}${LOOK_WORDS[look]}</a
  >`;
}

function eventForm(room: Room, mail: Mail): Html {
  return html`<details class="fate">
    <summary>配達の結果を変える</summary>
    <form method="post" action="${room.base}/_outbox/mails/${mail.id}/events">
      <button name="type" value="bounced">宛先不明で戻る</button>
      <button name="type" value="softbounced">満杯で戻る</button>
      <button name="type" value="complained">迷惑メールと報告される</button>
      <button name="type" value="delivered">配達される</button>
    </form>
  </details>`;
}

function viewBody(room: Room, mail: Mail, view: View, looks: readonly Look[]): Html {
  switch (view) {
    case "mail":
      return frame(room, mail, looks);
    case "beside":
      return sideBySide(mail, (scheme, images) => bodyUrl(room, mail, scheme, images));
    case "text":
      return mail.text === null
        ? missing("テキスト版はありません。")
        : html`<pre class="paper text">${linked(mail.text)}</pre>`;
    case "links":
      return linkList(mail);
    case "headers":
      return headerTable(mail);
    case "source":
      return mail.html === null ? missing("HTML 版はありません。") : html`<pre class="paper source">${mail.html}</pre>`;
  }
}

function frame(room: Room, mail: Mail, looks: readonly Look[]): Html {
  const scheme = looks.includes("inverted") ? "inverted" : looks.includes("dark") ? "dark" : "light";
  const url = bodyUrl(room, mail, scheme, looks.includes("plain") ? "off" : "on");
  return html`<div class="desk ${looks.join(" ")}">
    <iframe title="メールの本文" src="${url}" sandbox="${FRAME_SANDBOX}"></iframe>
  </div>`;
}

function bodyUrl(room: Room, mail: Mail, scheme: Scheme, images: "on" | "off"): string {
  return `${room.base}/_outbox/mails/${mail.id}/body?scheme=${scheme}&images=${images}`;
}

function linkList(mail: Mail): Html {
  const links = linksOf(mail.html, mail.text);
  if (links.length === 0) return missing("リンクはありません。");
  return html`<ol class="paper links">
    ${links.map(({ url, words }) => html`<li>${words === "" ? "" : html`<span>${words}</span>`}${anchor(url)}</li>`)}
  </ol>`;
}

function headerTable(mail: Mail): Html {
  const pairs = [
    ["From", mail.from],
    ...[mail.to, mail.cc, mail.bcc].flatMap((list, n) =>
      list.length > 0 ? [[["To", "Cc", "Bcc"][n], list.join(", ")]] : [],
    ),
    ...(mail.reply_to.length > 0 ? [["Reply-To", mail.reply_to.join(", ")]] : []),
    ["Subject", mail.subject],
    ["Message-ID", mail.message_id],
    ...Object.entries(mail.headers),
  ];
  const notes = [
    ["id", mail.id],
    ["Idempotency-Key", mail.idempotency_key ?? "なし"],
    ...Object.entries(mail.tags).map(([name, value]) => [`tag: ${name}`, value]),
  ];
  return html`<div class="paper"><dl>${pairs.map(pair)}</dl><h3>送信の記録</h3><dl>${notes.map(pair)}</dl></div>`;
}

function pair([name = "", value = ""]: readonly (string | undefined)[]): Html {
  return html`<div><dt>${name}</dt><dd>${linked(value)}</dd></div>`;
}
