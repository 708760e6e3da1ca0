/** The left side of the outbox: arrived mails, newest first, under their day. */

import { html } from "hono/html";
import { addressOf, type Mail } from "../mail.ts";
import type { Room } from "../room.ts";
import { placeUrl } from "./address.ts";
import { dayWords, eventMood, eventWords, timeWords } from "./words.ts";

export type Html = ReturnType<typeof html>;

/** More than anyone scrolls through; a soak test leaves thousands. */
const SHOWN = 200;

export function inboxRows(room: Room, mailId: string | undefined): Html {
  const mails = [...room.mails.values()].slice(-SHOWN).reverse();
  if (mails.length === 0) return nothingYet();
  const hidden = room.mails.size - mails.length;
  return html`${byDay(mails).map((day) => daySection(room, day, mailId))}
    ${hidden > 0 ? html`<p class="more">ほかに、これより前の ${hidden} 通があります。</p>` : ""}`;
}

function nothingYet(): Html {
  return html`<div class="nothing">
    <p class="nothing-title">まだ何も届いていません</p>
    <p>講座のページで登録すると、確認メールがここに届きます。ここから外へ出ていくメールはありません。</p>
  </div>`;
}

type Day = { readonly words: string; readonly mails: Mail[] };

function byDay(mails: readonly Mail[]): Day[] {
  const days: Day[] = [];
  for (const mail of mails) {
    const words = dayWords(mail.received_at);
    const last = days.at(-1);
    if (last?.words === words) last.mails.push(mail);
    else days.push({ words, mails: [mail] });
  }
  return days;
}

function daySection(room: Room, day: Day, mailId: string | undefined): Html {
  return html`<section class="day">
    <h2>${day.words}</h2>
    <ol>
      ${day.mails.map((mail) => mailItem(room, mail, mail.id === mailId))}
    </ol>
  </section>`;
}

function mailItem(room: Room, mail: Mail, current: boolean): Html {
  return html`<li data-mail="${mail.id}">
    <a class="item" href="${placeUrl(room, mail.id)}" ${current ? html`aria-current="true"` : ""}>
      <span class="item-top"><span class="item-to">${mail.to.map(bare).join(", ")}</span><time>${timeWords(mail.received_at)}</time></span>
      <span class="item-subject">${mail.subject}</span>
      ${eventBadge(mail)}
    </a>
  </li>`;
}

export function eventBadge(mail: Mail): Html {
  return html`<span class="badge ${eventMood(mail.last_event)}">${eventWords(mail.last_event)}</span>`;
}

function bare(recipient: string): string {
  return addressOf(recipient) ?? recipient;
}
