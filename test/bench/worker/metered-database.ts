/** A D1 database that notes every call, and the rows each statement read and wrote. */

import type { Spent } from "../spent.ts";

type Metered = { readonly real: D1PreparedStatement; readonly name: string };

/** What a statement is for, told by a piece of its SQL; the first that fits. */
const NAMES: readonly [RegExp, string][] = [
  [/INSERT INTO batches/, "claim"],
  [/INSERT INTO deliveries/, "ledger row"],
  [/WITH moved/, "advance"],
  [/attempts = attempts \+ 1/, "lease"],
  [/SET state = 'sealed'/, "seal"],
  [/SET status = 'skipped'/, "skip"],
  [/SET status = m.value/, "sent"],
  [/INTO sending_days/, "the day's count"],
  [/SET state = 'closed'/, "close"],
  [/delivered_at = coalesce/, "delivered webhook"],
  [/UPDATE engine/, "tick"],
];

/** Only what the Worker uses: `prepare` and `batch`. */
export function metered(db: D1Database): { db: D1Database; spent: () => Spent } {
  let calls = 0;
  const statements = new Map<string, { name: string; times: number; rowsRead: number; rowsWritten: number }>();
  const known = new WeakMap<object, Metered>();

  function note<Row>(name: string, result: D1Result<Row>): D1Result<Row> {
    const row = statements.get(name) ?? { name, times: 0, rowsRead: 0, rowsWritten: 0 };
    row.times += 1;
    row.rowsRead += result.meta.rows_read;
    row.rowsWritten += result.meta.rows_written;
    statements.set(name, row);
    return result;
  }

  function wrap(real: D1PreparedStatement, name: string): D1PreparedStatement {
    async function all<Row>(): Promise<D1Result<Row>> {
      calls += 1;
      return note(name, await real.all<Row>());
    }
    const statement = {
      bind: (...values: unknown[]) => wrap(real.bind(...values), name),
      all,
      run: all,
      first: async <Row>() => (await all<Row>()).results[0] ?? null,
    };
    known.set(statement, { real, name });
    return statement as unknown as D1PreparedStatement;
  }

  const meteredDb = {
    prepare: (sql: string) => wrap(db.prepare(sql), nameOf(sql)),
    async batch<Row>(list: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
      calls += 1;
      const parts = list.flatMap((one) => known.get(one) ?? []);
      const results = await db.batch<Row>(parts.map(({ real }) => real));
      return results.map((result, index) => note(parts[index]?.name ?? "?", result));
    },
  };
  return { db: meteredDb as unknown as D1Database, spent: () => ({ calls, statements: [...statements.values()] }) };
}

function nameOf(sql: string): string {
  const name = NAMES.find(([piece]) => piece.test(sql))?.[1];
  return name ?? (/(?:FROM|UPDATE|INTO) \w+/.exec(sql)?.[0].toLowerCase() || sql.trim().slice(0, 40));
}
