/** The circuit breaker: when bounces or complaints are so many that going on would cost every reader her mail. */

import { BOUNCES_TO_STOP, COMPLAINTS_TO_STOP, RATE_WINDOW_DAYS } from "./numbers.ts";

/** Of the last days, less what the author has seen: mails accepted, mails that bounced for good, mails reported as spam. */
export type Rates = { accepted: number; bounced: number; complained: number };

export type Stop = Rates & { why: "complaints" | "bounces" };

/** Null while the rates are fit to go on with. Complaints weigh more: they are told of first. */
export function stopFor(rates: Rates): Stop | null {
  const { accepted, bounced, complained } = rates;
  if (isTooMuch(complained, accepted, COMPLAINTS_TO_STOP)) return { why: "complaints", accepted, bounced, complained };
  if (isTooMuch(bounced, accepted, BOUNCES_TO_STOP)) return { why: "bounces", accepted, bounced, complained };
  return null;
}

function isTooMuch(count: number, accepted: number, { share, floor }: { share: number; floor: number }): boolean {
  return count >= floor && count >= share * accepted;
}

/** For the operator: counts alone, and what goes on from here. */
export function reasonOfStop({ why, accepted, bounced, complained }: Stop): string {
  const counts = why === "complaints" ? `${complained} complaints` : `${bounced} bounces`;
  return `${counts} on ${accepted} mails in ${RATE_WINDOW_DAYS} days: stopped until npm run resume`;
}
