/** Dates as the plan prints them, in the course's zone. */

/** "Wed 25 Nov" */
export function dayWords(zone: string, at: number): string {
  const options = { weekday: "short", day: "2-digit", month: "short", timeZone: zone } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(at).replace(",", "");
}

/** "21:30" */
export function timeWords(zone: string, at: number): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
}
