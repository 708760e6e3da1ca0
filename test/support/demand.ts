/** What one invocation asks of D1, to hold against the platform's limits. */

import { watchDatabase } from "./watched-database.ts";

export type Demand = {
  /** Round trips. */
  calls: number;
  /** Statements, those of a batch one by one. */
  queries: number;
  /** The most in one statement. */
  parameters: number;
  /** Of the longest statement, and of the longest value bound to one. */
  sqlBytes: number;
  valueBytes: number;
};

export function demanding(db: D1Database): { db: D1Database; demand: Demand } {
  const demand: Demand = { calls: 0, queries: 0, parameters: 0, sqlBytes: 0, valueBytes: 0 };
  const watched = watchDatabase(db, (statements, make) => {
    demand.calls += 1;
    for (const { sql, values } of statements) {
      demand.queries += 1;
      demand.parameters = Math.max(demand.parameters, values.length);
      demand.sqlBytes = Math.max(demand.sqlBytes, bytesOf(sql));
      demand.valueBytes = Math.max(demand.valueBytes, ...values.map((value) => bytesOf(String(value))));
    }
    return make();
  });
  return { db: watched, demand };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
