/** A D1 database that shows each of its calls to a watcher, who decides whether and how it is made. */

export type Statement = {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly real: D1PreparedStatement;
};

/** One round trip: a single statement, or all of a batch. */
export type Watch = <Answer>(statements: readonly Statement[], make: () => Promise<Answer>) => Promise<Answer>;

/** Only what the Worker uses: `prepare`, `bind`, `first`, `all`, `run` and `batch`. */
export function watchDatabase(db: D1Database, watch: Watch): D1Database {
  const known = new WeakMap<object, Statement>();

  function wrap(statement: Statement): D1PreparedStatement {
    const { sql, real } = statement;
    const wrapped = {
      bind: (...values: unknown[]) => wrap({ sql, values, real: real.bind(...values) }),
      first: () => watch([statement], () => real.first()),
      all: () => watch([statement], () => real.all()),
      run: () => watch([statement], () => real.run()),
    };
    known.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  }

  function unwrap(wrapped: D1PreparedStatement): Statement {
    const statement = known.get(wrapped);
    if (!statement) throw new Error("a statement of another database");
    return statement;
  }

  const watched = {
    prepare: (sql: string) => wrap({ sql, values: [], real: db.prepare(sql) }),
    batch: (list: D1PreparedStatement[]) => {
      const statements = list.map(unwrap);
      return watch(statements, () => db.batch(statements.map(({ real }) => real)));
    },
  };
  return watched as unknown as D1Database;
}
