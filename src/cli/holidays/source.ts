/** The text of src/domain/holidays.ts: Japan's public holidays year by year, short enough for the Worker to carry. */

/** The year of the first lesson anybody got: no clock asks about days before it. */
const FIRST_YEAR = 2026;

/** From all holidays known, as `YYYY-MM-DD`. What is a holiday in every year stands once, the others with their year. */
export function sourceOfHolidays(dates: readonly string[]): string {
  const years = holidaysByYear(dates);
  const fixed = (years[0]?.days ?? []).filter((day) => years.every(({ days }) => days.includes(day)));
  const moving = years.map(({ year, days }) => {
    const others = days.filter((day) => !fixed.includes(day));
    return `  ${year}: "${others.join(" ")}",`;
  });
  return `/** Japan's public holidays (祝日, 振替休日, 国民の休日) as month/day. Written by \`npm run holidays\`; do not edit. */

export const FIXED_HOLIDAYS = "${fixed.join(" ")}";

/** Besides the fixed ones. Equinoxes not yet announced are forecasts, and a change of the law needs a newer library. */
export const MOVING_HOLIDAYS: Readonly<Record<number, string>> = {
${moving.join("\n")}
};
`;
}

function holidaysByYear(dates: readonly string[]): { year: number; days: string[] }[] {
  const years = new Map<number, string[]>();
  for (const date of [...dates].sort()) {
    const [year = 0, month, day] = date.split("-").map(Number);
    if (year >= FIRST_YEAR) years.set(year, [...(years.get(year) ?? []), `${month}/${day}`]);
  }
  return [...years].map(([year, days]) => ({ year, days }));
}
