/** `npm run holidays`: writes src/domain/holidays.ts anew from the library that keeps Japan's public holidays. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import holidayJp from "@holiday-jp/holiday_jp";
import { sourceOfHolidays } from "./holidays/source.ts";

const dates = Object.keys(holidayJp.holidays);
await writeFile(join(import.meta.dirname, "../domain/holidays.ts"), sourceOfHolidays(dates));
console.log(`src/domain/holidays.ts: public holidays until ${dates.sort().at(-1)}`);
