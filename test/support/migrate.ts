/** Every test begins with an empty, migrated database, an empty post office and the same clock. */

import { applyD1Migrations, type D1Migration, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { current, openRoom } from "./current.ts";

const { DB, TEST_MIGRATIONS } = env as unknown as { DB: D1Database; TEST_MIGRATIONS: D1Migration[] };

/** What the database had written when it was made; no other has as much and is still empty. */
let untouched = -1;

beforeEach(async () => {
  if ((await written()) !== untouched) await makeAnew();
  await openRoom();
  Object.assign(current, { bellsAreLost: false, consumerIsBroken: false, hasReceiver: false, handedOver: 0 });
  current.now = Date.parse("2026-11-02T12:00:00+09:00");
});

async function makeAnew(): Promise<void> {
  await reset();
  // As one: one after the other takes twice as long, in front of every test.
  await applyD1Migrations(DB, [{ name: "all", queries: TEST_MIGRATIONS.flatMap(({ queries }) => queries) }]);
  untouched = await written();
}

async function written(): Promise<number> {
  return (await DB.prepare("SELECT total_changes() AS rows").first<number>("rows")) ?? 0;
}
