/** What an answer costs does not tell whose address it was: the same questions to the database, and no waiting for the mail. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { DOMAIN_CAP } from "../../src/domain/numbers.ts";
import { app } from "../../src/http/app.tsx";
import { becomeReader, signUpAndRing, stop } from "../support/acts.ts";
import { engine, rows } from "../support/engine.ts";
import { watchDatabase } from "../support/watched-database.ts";

const STATES = {
  unknown: async () => {},
  unconfirmed: async (deps: Deps, email: string) => {
    await signUpAndRing(deps, email);
  },
  confirmed: becomeReader,
  stopped: async (deps: Deps, email: string) => {
    await becomeReader(deps, email);
    await stop(deps, email);
  },
  suppressed: async (deps: Deps, email: string) => {
    await signUpAndRing(deps, email);
    await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 0 FROM subscribers WHERE email = ?1", email);
  },
  capped: async (deps: Deps, email: string) => {
    await signUpAndRing(deps, email);
    await rows("UPDATE sign_up_counts SET in_hour = ?1", DOMAIN_CAP.perHour + 1);
  },
} satisfies Record<string, (deps: Deps, email: string) => Promise<void>>;

test.each(Object.keys(STATES) as (keyof typeof STATES)[])(
  "an address that is %s asks the database once, for the same as every other",
  async (state) => {
    const { deps } = engine();
    // The first of all makes the clock that the others find.
    await signUpAndRing(deps, "first@example.com");
    const unknown = await workOf(deps, "nobody@example.com");
    expect(unknown.map(({ length }) => length)).toEqual([5]);
    await STATES[state](deps, `${state}@example.com`);
    expect(await workOf(deps, `${state}@example.com`)).toEqual(unknown);
  },
);

test("the answer is there before the queue has taken the bell of the mail", async () => {
  let ring = () => {};
  const silence = new Promise<void>((resolve) => {
    ring = resolve;
  });
  const { deps } = engine();
  const queue = { send: () => silence, sendBatch: () => silence } as unknown as Deps["queue"];
  const ctx = createExecutionContext();
  const answer = await app.fetch(form("hanako@example.com"), { deps: { ...deps, queue } }, ctx);
  expect(answer.status).toBe(200);
  ring();
  await waitOnExecutionContext(ctx);
});

/** The statements of each call to the database. */
async function workOf(deps: Deps, email: string): Promise<string[][]> {
  const calls: string[][] = [];
  const db = watchDatabase(deps.db, (statements, make) => {
    calls.push(statements.map(({ sql }) => sql));
    return make();
  });
  const ctx = createExecutionContext();
  const answer = await app.fetch(form(email), { deps: { ...deps, db } }, ctx);
  expect(answer.status).toBe(200);
  await waitOnExecutionContext(ctx);
  return calls;
}

function form(email: string): Request {
  const body = new URLSearchParams({ email, consent: "yes" });
  return new Request("http://localhost:8787/signup", { method: "POST", body });
}
