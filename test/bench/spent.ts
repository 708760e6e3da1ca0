/** What a run cost the database, as the Worker's desk tells it to the benchmarks. */

export type Spent = {
  /** Round trips to D1: one for a batch, however many statements it has. */
  readonly calls: number;
  readonly statements: readonly {
    readonly name: string;
    readonly times: number;
    readonly rowsRead: number;
    readonly rowsWritten: number;
  }[];
};

export function rowsRead({ statements }: Spent): number {
  return statements.reduce((sum, one) => sum + one.rowsRead, 0);
}

export function rowsWritten({ statements }: Spent): number {
  return statements.reduce((sum, one) => sum + one.rowsWritten, 0);
}
