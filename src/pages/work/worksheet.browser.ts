/** The worksheet on her device: keeps what she types, lets the sentence grow, prints, exports and clears. */

import { type Answers, FIELDS, growingSentence, LINE, sentenceOf, worksheetText } from "../../domain/worksheet.ts";
import { keepSheet, readSheet, STORAGE_KEY } from "./on-device.browser.ts";

const FILE_NAME = "強みを見える化するワーク.txt";
/** Without it, some phones show Japanese text files as nonsense. */
const BYTE_ORDER_MARK = "\ufeff";
const KEPT = "この端末に保存しました";
const NOT_KEPT = "この端末には保存できません。閉じる前に、書き出すか印刷してください";
const CLEARED = "すべて消しました";

const fields = FIELDS.flatMap((name) => {
  const field = document.querySelector<HTMLTextAreaElement>(`textarea[name="${name}"]`);
  return field ? [{ name, field }] : [];
});

show(readSheet());
for (const { field } of fields) {
  field.addEventListener("input", () => {
    grow(field);
    keep();
  });
}
// In another tab she wrote on.
addEventListener("storage", ({ key }) => {
  if (key === STORAGE_KEY || key === null) show(readSheet());
});
// A font or a turned phone changes how many lines there are.
addEventListener("resize", () => growAll());
onClick("print", () => print());
onClick("export", exportText);
onClick("clear", () => dialog()?.showModal());
onClick("clear-yes", clear);
onClick("draft", takeDraft);
for (const part of document.querySelectorAll(".waiting")) part.classList.remove("waiting");
void navigator.serviceWorker?.register("/work/offline.js", { scope: "/work" }).catch(() => undefined);

function typed(): Answers {
  return Object.fromEntries(fields.map(({ name, field }) => [name, field.value]));
}

/** Her fields as they are kept; what did not change keeps its cursor. */
function show(answers: Answers): void {
  for (const { name, field } of fields) {
    const words = answers[name] ?? "";
    if (field.value !== words) field.value = words;
  }
  growAll();
  showSentence();
}

function keep(): void {
  const isKept = keepSheet(typed());
  say(isKept ? KEPT : NOT_KEPT);
  showSentence();
}

function say(words: string): void {
  const status = document.getElementById("kept");
  if (status && status.textContent !== words) status.textContent = words;
}

function showSentence(): void {
  const answers = typed();
  const pieces = growingSentence(answers).map(({ text, is }) => {
    if (is === "ours") return text;
    const part = document.createElement(is === "gap" ? "span" : "b");
    part.className = is;
    part.textContent = text;
    return part;
  });
  document.getElementById("sentence")?.replaceChildren(...pieces);
  const draft = document.getElementById("draft");
  if (draft) draft.hidden = sentenceOf(answers) === "" || (answers[LINE.key] ?? "") !== "";
}

/** Her own line begins with the sentence, which she then changes as she likes. */
function takeDraft(): void {
  const line = fields.find(({ name }) => name === LINE.key)?.field;
  if (!line) return;
  line.value = sentenceOf(typed());
  grow(line);
  keep();
  line.focus();
}

function exportText(): void {
  const text = worksheetText(typed()) || "まだ何も書かれていません。\n";
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: "text/plain;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: FILE_NAME });
  link.click();
  // Some browsers begin to read only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function clear(): void {
  dialog()?.close();
  show({});
  say(keepSheet({}) ? CLEARED : NOT_KEPT);
  fields[0]?.field.focus();
}

/** A box as tall as its words, for reading and for paper; newer browsers do it by themselves. */
function growAll(): void {
  for (const { field } of fields) grow(field);
}

function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function dialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#clear-dialog");
}

function onClick(id: string, act: () => void): void {
  document.getElementById(id)?.addEventListener("click", act);
}
