/** Rows that one mail writes in its whole life: claimed, advanced, sealed, sent, and told of by the delivered webhook. */

import { type Bench, inHouse } from "./benchmark.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import { rowsWritten, type Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const MAILS = 1_000;
const TARGET = 5;

export function rowsPerMail(bench: Bench): Promise<Row[]> {
  bench.provider.begin({ perSecond: null, latencyMs: 0 });
  return inHouse(bench, { consumer: false }, async (house) => {
    await moveIn(house, { count: MAILS, place: 1, dueAt: Date.now() - 1 });
    const tick = await house.ask<Spent>("metered-tick");
    const sent = await house.ask<Spent>("metered-send");
    const delivered = await house.ask<Spent>("metered-delivered");
    const all = [tick, sent, delivered];
    const perMail = all.reduce((sum, spent) => sum + rowsWritten(spent), 0) / MAILS;
    return [
      {
        figure: "D1 rows written per mail, whole life",
        measured: readable(perMail),
        target: `≤ ${TARGET}`,
        met: perMail <= TARGET && bench.provider.counts.mails === MAILS,
      },
      ...all.flatMap(({ statements }) => statements).flatMap(statementRow),
    ];
  });
}

function statementRow({ name, rowsWritten: rows }: Spent["statements"][number]): Row[] {
  return rows === 0 ? [] : [{ figure: `— by statement: ${name}`, measured: readable(rows / MAILS) }];
}
