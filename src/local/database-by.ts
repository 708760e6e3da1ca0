/** A D1 database that is not in this process: statements are handed over as they are written, in batches. */

export type Written = { readonly sql: string; readonly values: readonly (string | number | null)[] };

/** Answers a batch, which is one transaction, with the rows of each statement. */
export type Answering = (statements: readonly Written[]) => Promise<unknown[][]>;

/** As much of D1 as the actions for the author's commands need: `prepare`, `bind`, `first`, `all` and `batch`. */
export function databaseBy(answer: Answering): D1Database {
  const statement = (written: Written) => ({
    ...written,
    bind: (...values: Written["values"]) => statement({ ...written, values }),
    first: async () => (await answer([written]))[0]?.[0] ?? null,
    all: async () => ({ results: (await answer([written]))[0] ?? [] }),
  });
  const database = {
    prepare: (sql: string) => statement({ sql, values: [] }),
    batch: async (statements: readonly Written[]) => (await answer(statements)).map((results) => ({ results })),
  };
  return database as unknown as D1Database;
}
