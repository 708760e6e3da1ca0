/** Sign-ups accepted a second, against the least a sign-up can be: Hono with one INSERT. */

import { Agent, request } from "node:http";
import { type Bench, inHouse } from "./benchmark.ts";
import { median, readable } from "./numbers.ts";
import type { Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const TARGET = 60;
const CONNECTIONS = 8;
const RUNS = 3;

const BARE_TABLE = "CREATE TABLE bare (id INTEGER PRIMARY KEY, email TEXT NOT NULL, signed_up_at INTEGER NOT NULL)";

type Run = { ours: number; bare: number };

/** Nobody answers the bells that sign-ups ring: in production that is another invocation. */
export function signUps(bench: Bench): Promise<Row[]> {
  const count = bench.short ? 250 : 3_000;
  return inHouse(bench, { consumer: false }, async (house) => {
    await house.sql([{ sql: BARE_TABLE, values: [] }]);
    const runs: Run[] = [];
    for (let run = 0; run <= RUNS; run++) {
      runs.push({
        ours: await acceptedPerSecond(`${house.url}/signup`, count, run),
        bare: await acceptedPerSecond(`${house.url}/bare/signup`, count, run),
      });
    }
    // Not the first of all: that one makes the clock which the others find.
    const { calls } = await house.ask<Spent>("metered-sign-up");
    return [speedRow(runs.slice(1)), callsRow(calls)];
  });
}

function speedRow(runs: readonly Run[]): Row {
  const ours = median(runs.map((run) => run.ours));
  const bare = median(runs.map((run) => run.bare));
  const share = (100 * ours) / bare;
  return {
    figure: "sign-ups accepted a second, against bare Hono with one INSERT",
    measured: readable(ours),
    against: readable(bare),
    ratio: `${readable(share)} %`,
    target: `≥ ${TARGET} %`,
    met: share >= TARGET,
  };
}

function callsRow(calls: number): Row {
  return { figure: "— calls to D1 for one sign-up", measured: String(calls), target: "1 batch", met: calls === 1 };
}

/** At a great provider, whose readers no cap holds up. */
async function acceptedPerSecond(url: string, count: number, run: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  async function visitor(): Promise<void> {
    while (next < count) await post(url, agent, `reader${run}-${next++}@gmail.com`);
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor));
  agent.destroy();
  return count / ((performance.now() - begun) / 1_000);
}

/** Throws when it is not accepted. */
function post(url: string, agent: Agent, email: string): Promise<void> {
  const body = new URLSearchParams({ email, name: "花子", consent: "yes" }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    });
    sending.once("error", reject);
    sending.end(body);
  });
}
