/** D1 as far as the house asks it, on the SQLite that Node carries: a mutant of TypeScript needs no network to be noticed. */

import { DatabaseSync, type StatementSync } from "node:sqlite";

type Bound = { sql: string; values: unknown[] };

export type LocalDatabase = D1Database & {
  /** What was in it is gone; `queries` are run in what is new. */
  beginAnew(queries: readonly string[]): void;
};

export function localDatabase(): LocalDatabase {
  let sqlite = new DatabaseSync(":memory:");
  let known = new Map<string, StatementSync>();
  const statements = new WeakMap<object, Bound>();

  function rowsOf({ sql, values }: Bound): unknown[] {
    const statement = known.get(sql) ?? sqlite.prepare(sql);
    known.set(sql, statement);
    return statement.all(...values.map(bindable));
  }

  /** All or nothing, and never at once: whoever asked hears of it when others have had their turn. */
  async function batch(asked: Bound[]): Promise<D1Result[]> {
    await nextTurn();
    sqlite.exec("BEGIN");
    try {
      const results = asked.map(rowsOf);
      sqlite.exec("COMMIT");
      return results.map((rows) => ({ success: true, results: rows, meta: {} }) as unknown as D1Result);
    } catch (error) {
      sqlite.exec("ROLLBACK");
      throw new Error(`D1_ERROR: ${(error as Error).message}`);
    } finally {
      await nextTurn();
    }
  }

  async function only(asked: Bound): Promise<D1Result> {
    const [result] = await batch([asked]);
    if (result === undefined) throw new Error("One statement, and no result.");
    return result;
  }

  function prepared(bound: Bound): object {
    const statement = {
      bind: (...values: unknown[]) => prepared({ ...bound, values }),
      all: () => only(bound),
      run: () => only(bound),
      first: async () => (await only(bound)).results[0] ?? null,
    };
    statements.set(statement, bound);
    return statement;
  }

  const database = {
    prepare: (sql: string) => prepared({ sql, values: [] }),
    batch: (many: object[]) => batch(many.map((one) => statements.get(one) as Bound)),
    beginAnew: (queries: readonly string[]) => {
      sqlite.close();
      sqlite = new DatabaseSync(":memory:");
      known = new Map();
      for (const query of queries) sqlite.exec(query);
    },
  };
  return database as unknown as LocalDatabase;
}

/** D1 takes booleans for 1 and 0. */
function bindable(value: unknown): string | number | null {
  return typeof value === "boolean" ? Number(value) : (value as string | number | null);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
