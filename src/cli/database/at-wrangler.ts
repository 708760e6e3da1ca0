/** The local or the live database as wrangler reaches it, with no more rights than the author has there. */

import { type Answering, databaseBy } from "../../local/database-by.ts";
import { stateDirectory } from "../../local/local-config.ts";
import { stateOf } from "../../local/worker.ts";
import { askWrangler } from "../../local/wrangler.ts";
import { failureOf, wordsOfFailure } from "../wrangler-failure.ts";
import { sqlOf } from "./literal.ts";

/** `--remote`: the one that the deployed Worker uses. Otherwise that of `npm start`, in the directory it keeps its data in. */
export function databaseAtWrangler({ remote }: { remote: boolean }): D1Database {
  return databaseBy(answerBy([...placeOf({ remote }), "--json", "--yes"], remote));
}

/** For `wrangler d1 execute`. */
export function placeOf({ remote }: { remote: boolean }): string[] {
  return remote ? ["--remote"] : ["--local", "--persist-to", stateOf(stateDirectory())];
}

/** One call of wrangler a batch: D1 runs the statements of a call as one transaction. */
function answerBy(where: readonly string[], remote: boolean): Answering {
  return async (statements) => {
    const command = statements.map(sqlOf).join(";\n");
    const answer = await askWrangler(["d1", "execute", "DB", ...where, "--command", command]).catch((error: Error) => {
      throw new Error(remedyFor(error.message, remote), { cause: error });
    });
    return (answer as { results: unknown[] }[]).map(({ results }) => results);
  };
}

/** What wrangler complains of, without the statements: those hold what the author wrote. */
function remedyFor(said: string, remote: boolean): string {
  const failure = failureOf(said);
  if (/no such (table|column)/.test(failure.why)) {
    const make = remote ? "npm run deploy migrates it" : "npm start migrates it";
    return `Nothing was changed: the database is not there yet, or is older than this command. ${make}.`;
  }
  return `Nothing was changed: wrangler could not ask the database: ${wordsOfFailure(failure)}`;
}
