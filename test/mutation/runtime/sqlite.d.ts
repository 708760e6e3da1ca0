/** The little we use of Node's SQLite, for tests whose types are the Worker's. */

declare module "node:sqlite" {
  export class DatabaseSync {
    constructor(path: string);
    prepare(sql: string): StatementSync;
    exec(sql: string): void;
    close(): void;
  }

  export interface StatementSync {
    all(...values: (string | number | null)[]): unknown[];
  }
}
