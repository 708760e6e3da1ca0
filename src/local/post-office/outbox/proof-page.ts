/** The proofs' page: every lesson and notice as it would be sent now, and what keeps the newest edit from being one. */

import { html } from "hono/html";
import type { Copy, Proof } from "../../proofs/proof.ts";
import type { ProofState } from "../../proofs/proof-desk.ts";
import type { Room } from "../room.ts";
import type { Html } from "./inbox-rows.ts";
import { PROOF_SANDBOX } from "./mail-body.ts";
import { documentOf, topBar } from "./page.ts";
import { sideBySide } from "./side-by-side.ts";

/** Which proof is open, and whose copy: the first of each when there is no such one. */
type ProofPlace = { readonly of: string | undefined; readonly to: string | undefined };

const KINDS = { lesson: "レッスン", letter: "手紙", notice: "お知らせ" } as const;

export function proofPage(room: Room, state: ProofState, place: ProofPlace): Html {
  const proof = state.proofs.find((each) => nameOf(each) === place.of) ?? state.proofs[0];
  const copy = proof?.copies.find(({ reader }) => reader.id === place.to) ?? proof?.copies[0];
  return documentOf(room, {
    title: proof === undefined ? "下書き" : `${proof.subject} – 下書き`,
    script: "proofs.js",
    body: html`<body class="${place.of === undefined ? "at-list" : "at-mail"}" data-poll="${room.base}/_outbox/proofs/news" data-version="${state.version}">
      ${topBar(room, "proofs")}
      <main id="proofs">
        <nav class="list" aria-label="下書き">${kindsIn(state).map((kind) => listOf(room, state, kind, { proof, copy }))}</nav>
        <div class="pane">${findingsBox(state)}${proof && copy ? proofView(room, state, proof, copy) : ""}</div>
      </main>
    </body>`,
  });
}

/** Most houses have no letters. */
function kindsIn({ proofs }: ProofState): Proof["kind"][] {
  return (["lesson", "letter", "notice"] as const).filter(
    (kind) => kind !== "letter" || proofs.some((proof) => proof.kind === kind),
  );
}

/** What a page or frame asks for it by. A dot is in no key. */
function nameOf({ kind, name }: Proof): string {
  return `${kind}.${name}`;
}

export function copyOf({ proofs }: ProofState, of: string | undefined, to: string | undefined): Copy | undefined {
  return proofs.find((proof) => nameOf(proof) === of)?.copies.find(({ reader }) => reader.id === to);
}

type Open = { readonly proof: Proof | undefined; readonly copy: Copy | undefined };

function listOf(room: Room, { proofs }: ProofState, kind: Proof["kind"], { proof: open, copy }: Open): Html {
  return html`<section class="day">
    <h2>${KINDS[kind]}</h2>
    <ol>
      ${proofs
        .filter((proof) => proof.kind === kind)
        .map(
          (proof) => html`<li>
            <a class="item" href="${proofUrl(room, proof, copy)}" ${proof === open ? html`aria-current="true"` : ""}>
              <span class="item-top"><span class="item-to">${proof.name}</span></span>
              <span class="item-subject">${proof.subject}</span>
            </a>
          </li>`,
        )}
    </ol>
  </section>`;
}

function proofUrl(room: Room, proof: Proof, copy: Copy | undefined): string {
  return `${room.base}/proofs?${new URLSearchParams({ of: nameOf(proof), to: copy?.reader.id ?? "" })}`;
}

/** The findings are the compile step's own, in the words of the terminal. */
function findingsBox({ findings, proofs }: ProofState): Html | string {
  if (findings.length === 0) return "";
  return html`<div class="findings" role="alert">
    <p>いまの編集は、まだメールになりません。直すところは次のとおりです。${proofs.length > 0 ? "下に見えているのは、その前の下書きです。" : ""}</p>
    <ul>${findings.map((finding) => html`<li><code>${finding}</code></li>`)}</ul>
  </div>`;
}

function proofView(room: Room, { version }: ProofState, proof: Proof, { reader, mail }: Copy): Html {
  const body = `${room.base}/_outbox/proofs/body?${new URLSearchParams({ of: nameOf(proof), to: reader.id, version: String(version) })}`;
  return html`<article class="mail" aria-label="下書き">
    <a class="back" href="${room.base}/proofs">← 一覧へ</a>
    <header class="mail-head">
      <h2>${mail.subject}</h2>
      <p class="mail-meta"><span>${mail.from}</span><span>いま送るとしたら、こう届きます。保存した編集は、ひとりでにここに出ます。</span></p>
    </header>
    <div class="bar">
      <nav class="tabs" aria-label="読者">
        ${proof.copies.map(
          (each) =>
            html`<a href="${proofUrl(room, proof, each)}" ${each.reader === reader ? html`aria-current="page"` : ""}>${each.reader.label}</a>`,
        )}
      </nav>
    </div>
    ${sideBySide(mail, (scheme, images) => `${body}&scheme=${scheme}&images=${images}`, PROOF_SANDBOX)}
  </article>`;
}
