/** Pages a second, against the least a page can be: Hono that says hello. */

import { Agent, request } from "node:http";
import { type Bench, inHouse } from "./benchmark.ts";
import { median, readable } from "./numbers.ts";
import type { Row } from "./table.ts";

const TARGET = 70;
const CONNECTIONS = 8;
const RUNS = 9;

/** In turns, so that what else the machine does falls on both. */
export function pages(bench: Bench): Promise<Row[]> {
  const count = bench.short ? 200 : 4_000;
  return inHouse(bench, { consumer: false }, async (house) => {
    const runs: { landing: number; hello: number }[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const landing = await answeredPerSecond(`${house.url}/`, count);
      runs.push({ landing, hello: await answeredPerSecond(`${house.url}/bare/hello`, count) });
    }
    // The first pair warms both up.
    const pairs = runs.slice(1);
    const [ours, least] = [median(pairs.map(({ landing }) => landing)), median(pairs.map(({ hello }) => hello))];
    const share = median(pairs.map(({ landing, hello }) => (100 * landing) / hello));
    return [
      {
        figure: "landing pages a second, against Hono that says hello",
        measured: readable(ours),
        against: readable(least),
        ratio: `${readable(share)} %`,
        target: `≥ ${TARGET} %`,
        met: share >= TARGET,
      },
    ];
  });
}

async function answeredPerSecond(url: string, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  async function visitor(): Promise<void> {
    while (next++ < count) await get(url, agent);
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor));
  agent.destroy();
  return count / ((performance.now() - begun) / 1_000);
}

/** As a browser asks. Throws when it is no page. */
function get(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, headers: { "Accept-Encoding": "gzip, deflate, br" } }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    });
    asking.once("error", reject);
    asking.end();
  });
}
