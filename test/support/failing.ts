/** A D1 that fails at its n-th call: before it, in the middle of it so that nothing of it holds, or when it holds already. */

import type { Deps } from "../../src/deps.ts";
import { type Statement, watchDatabase } from "./watched-database.ts";

class DatabaseFailed extends Error {
  override name = "DatabaseFailed";
}

export type Failure = { step: number; moment: "before" | "during" | "after" };

/** The Worker lives on, and the next call works again. `steps` counts the calls. */
export function failing(deps: Deps, failure: Failure): { deps: Deps; steps: () => number } {
  let steps = 0;
  const db = watchDatabase(deps.db, async (statements, make) => {
    steps += 1;
    if (steps !== failure.step) return make();
    if (failure.moment === "during") await abort(deps.db, statements);
    if (failure.moment === "after") await make();
    throw new DatabaseFailed(`D1_ERROR: Network connection lost (${failure.moment} call ${steps})`);
  });
  return { deps: { ...deps, db }, steps: () => steps };
}

/** The statements run, and then one that D1 refuses: it must take all of them back. */
async function abort(db: D1Database, statements: readonly Statement[]): Promise<void> {
  const refused = db.prepare("INSERT INTO engine (id) VALUES (1)");
  await db.batch([...statements.map(({ real }) => real), refused]).then(
    () => {
      throw new Error("D1 took what it had to refuse");
    },
    () => undefined,
  );
}
