/** The request for a consultation as it arrives, checked: what is right, or a kind sentence for each field that is not. */

import * as v from "valibot";
import { type Address, parseAddress } from "../domain/address.ts";
import {
  type ConsultationWords,
  isPartOfDay,
  PARTS_OF_DAY,
  PHONE_HOURS_MAX,
  RANKS,
  TIMES_NOTE_MAX,
  TOPIC_MAX,
  tidyLines,
  tidyPhone,
  WORKSHEET_MAX,
  wordsOfDay,
} from "../domain/consultation.ts";
import { NAME_MAX, nameProblem, tidyName } from "../domain/reader-name.ts";
import type { ConsultErrors, ConsultTyped } from "../pages/consult.tsx";
import { NO_ADDRESS } from "../pages/field.tsx";

export type ReadConsult =
  /** `address` is null for a reader, whose address we know. */
  | { ok: true; words: ConsultationWords; address: Address | null }
  | { ok: false; typed: ConsultTyped; errors: ConsultErrors };

/** Where and when it is read: the days are those of the course. */
type Here = { isReader: boolean; zone: string; now: number };

/** What is no text was not typed; twice the largest field is more than anybody types by mistake. */
const text = v.fallback(
  v.pipe(
    v.string(),
    v.transform((typed) => typed.slice(0, 2 * WORKSHEET_MAX)),
  ),
  "",
);
const Fields = v.object({
  name: text,
  email: text,
  by: v.fallback(v.picklist(["mail", "phone"]), "mail"),
  phone: text,
  hours: text,
  ...Object.fromEntries(
    RANKS.flatMap((_, index) => [`day${index + 1}`, `part${index + 1}`]).map((name) => [name, text]),
  ),
  note: text,
  topic: text,
  worksheet: text,
});

/** `body`: the fields of a form, not yet trusted in any way. */
export function readConsult(body: Record<string, unknown>, here: Here): ReadConsult {
  const typed = typedIn(body);
  const address = here.isReader ? null : parseAddress(typed.email);
  const errors = problemsOf(typed, address, here);
  const isRight = Object.values(errors)
    .flat()
    .every((error) => error === undefined);
  return isRight ? { ok: true, words: wordsOf(typed, here), address } : { ok: false, typed, errors };
}

/** An empty form, for whoever opens the page. */
export function emptyConsult(name: string): ConsultTyped {
  return { ...typedIn({}), name };
}

function typedIn(body: Record<string, unknown>): ConsultTyped {
  const { name, email, by, phone, hours, note, topic, worksheet, ...rest } = v.parse(Fields, body);
  const chosen = rest as Record<string, string | undefined>;
  const times = RANKS.map((_, index) => ({
    day: chosen[`day${index + 1}`] ?? "",
    part: chosen[`part${index + 1}`] ?? "",
  }));
  return { name, email, by, phone, hours, times, note, topic: tidyLines(topic), worksheet: tidyLines(worksheet) };
}

function problemsOf(typed: ConsultTyped, address: Address | null, here: Here): ConsultErrors {
  return {
    name: nameSentence(tidyName(typed.name)),
    email: here.isReader || address ? undefined : emailSentence(typed.email),
    phone: typed.by === "phone" && tidyPhone(typed.phone) === null ? phoneSentence(typed.phone) : undefined,
    hours: tooLong(tidyName(typed.hours), PHONE_HOURS_MAX),
    times: typed.times.map((time, index) => timeSentence(time, index, here)),
    note: tooLong(tidyName(typed.note), TIMES_NOTE_MAX),
    topic: tooLong(typed.topic, TOPIC_MAX),
    worksheet: tooLong(typed.worksheet, WORKSHEET_MAX),
  };
}

function wordsOf(typed: ConsultTyped, { zone, now }: Here): ConsultationWords {
  const note = tidyName(typed.note);
  const times = typed.times.flatMap(({ day, part }, index) =>
    isPartOfDay(part) ? [`${RANKS[index]}：${wordsOfDay(zone, now, day)}${PARTS_OF_DAY[part]}`] : [],
  );
  return {
    name: tidyName(typed.name),
    reach: typed.by === "mail" ? "メールをご希望" : reachByPhone(typed),
    times: [...times, ...(note === "" ? [] : [`ひとこと：${note}`])].join("\n"),
    topic: typed.topic,
    worksheet: typed.worksheet,
  };
}

function reachByPhone({ phone, hours }: ConsultTyped): string {
  const when = tidyName(hours);
  return `電話をご希望：${tidyPhone(phone)}${when === "" ? "" : `\nつながりやすい時間：${when}`}`;
}

function nameSentence(name: string): string | undefined {
  if (name === "") return "お名前を入れてください。呼び名で大丈夫です。";
  switch (nameProblem(name)) {
    case "too-long":
      return `お名前は${NAME_MAX}文字までで、お願いします。`;
    case "has-link":
      return "お名前には、URLやメールアドレス、かっこなどの記号は使えません。呼び名だけで大丈夫です。";
    case null:
      return undefined;
  }
}

function emailSentence(typed: string): string {
  return typed.trim() === "" ? "お返事をお送りするメールアドレスを入れてください。" : NO_ADDRESS;
}

function phoneSentence(typed: string): string {
  return typed.trim() === ""
    ? "電話をご希望のときは、番号を入れてください。"
    : "電話番号の形になっていないようです。市外局番から、数字とハイフンでお願いします。";
}

/** The first is needed; a second or third must be whole once it is begun. */
function timeSentence({ day, part }: { day: string; part: string }, index: number, { zone, now }: Here) {
  if (day === "" && part === "") return index === 0 ? "話せそうな日と時間帯を、ひとつ選んでください。" : undefined;
  if (day === "") return "日も選んでください。";
  if (!isPartOfDay(part)) return "時間帯も選んでください。";
  return wordsOfDay(zone, now, day) === null
    ? "選ばれた日は、もう過ぎてしまいました。別の日をお願いします。"
    : undefined;
}

function tooLong(words: string, most: number): string | undefined {
  const length = Array.from(words).length;
  return length > most ? `${most}文字までで、お願いします。いまは${length}文字あります。` : undefined;
}
