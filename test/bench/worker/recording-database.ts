/** A D1 database whose answers can be played again in the same order, without D1. */

type Answer = D1Result | D1Result[];

/** Only what the Worker uses: `prepare` and `batch`. */
export function recording(real: D1Database): { db: D1Database; replay: () => D1Database } {
  const answers: Answer[] = [];
  async function keep<Kept extends Answer>(answer: Promise<Kept>): Promise<Kept> {
    const kept = await answer;
    answers.push(kept);
    return kept;
  }
  const statements = new WeakMap<object, D1PreparedStatement>();
  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const ask = () => keep(statement.all());
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: ask,
      run: ask,
      first: async () => (await ask()).results[0] ?? null,
    };
    statements.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  }
  const db = {
    prepare: (sql: string) => wrap(real.prepare(sql)),
    batch: (list: D1PreparedStatement[]) => keep(real.batch(list.flatMap((one) => statements.get(one) ?? []))),
  };
  return { db: db as unknown as D1Database, replay: () => replayed(answers) };
}

function replayed(answers: readonly Answer[]): D1Database {
  let next = 0;
  const answer = async () => answers[next++];
  const statement = {
    bind: () => statement,
    all: answer,
    run: answer,
    first: async () => ((await answer()) as D1Result).results[0] ?? null,
  };
  return { prepare: () => statement, batch: answer } as unknown as D1Database;
}
