/** When she agreed, as it stands in a file: a day, or a moment with its time zone. */

import { create as plainDate, toZonedDateTime } from "temporal-polyfill/fns/PlainDate";

/** 2026-10-03, and 2026/10/3 as Excel makes of it. */
const DAY_PATTERN = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
/** ISO 8601 to the minute or finer; the zone is needed, or the moment is another one elsewhere. */
const MOMENT_PATTERN = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})$/i;
const WITHOUT_ZONE = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]\d{1,2}:\d{2}/i;

export type ReadMoment = { ok: true; at: number } | { ok: false; why: "no-date" | "no-zone" };

/** Unix ms. A day by itself is its beginning in `zone`. */
export function readMoment(typed: string, zone: string): ReadMoment {
  const text = typed.normalize("NFKC").trim();
  const day = DAY_PATTERN.exec(text);
  if (day) return readDay(day, zone);
  const moment = MOMENT_PATTERN.exec(text);
  if (!moment) return { ok: false, why: WITHOUT_ZONE.test(text) ? "no-zone" : "no-date" };
  const [, , , , time = "", offset = ""] = moment;
  const isDay = readDay(moment, zone).ok;
  const at = Date.parse(`${text.slice(0, 10)}T${time}${offset.toUpperCase().replace(/^(...)(\d)/, "$1:$2")}`);
  return isDay && Number.isFinite(at) ? { ok: true, at } : { ok: false, why: "no-date" };
}

/** 30 February is no day. */
function readDay([, year, month, day]: RegExpExecArray, zone: string): ReadMoment {
  try {
    const date = plainDate(Number(year), Number(month), Number(day));
    return { ok: true, at: toZonedDateTime(date, { timeZone: zone }).epochMilliseconds };
  } catch {
    return { ok: false, why: "no-date" };
  }
}
