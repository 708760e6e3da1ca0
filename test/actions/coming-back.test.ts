/** Coming back after a stop: nothing of the course is lost, not even what was stopped a moment before. */

import { expect, test } from "vitest";
import { confirm } from "../../src/actions/confirm.ts";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import type { Deps } from "../../src/deps.ts";
import { CONFIRM_LINK_LIFE, MINUTE } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";

test("a lesson whose batch is sealed in the very moment she comes back still comes", async () => {
  const house = engine();
  await readers(2, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  const [her] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers ORDER BY id");
  await stop(house.deps, her?.address_hash ?? "");
  current.now += MINUTE;

  await comeBack({ ...house.deps, db: sealedMeanwhile(house) }, her?.address_hash ?? "");

  expect(await rows("SELECT next_lesson, stop_reason FROM enrollments ORDER BY id LIMIT 1")).toEqual([
    { next_lesson: "fears", stop_reason: null },
  ]);
});

/** Her batch is sent between the first look of whoever uses this database and what he does then. */
function sealedMeanwhile(house: Engine): D1Database {
  const { db } = house.deps;
  let looks = 0;
  return {
    prepare: (sql: string) => db.prepare(sql),
    async batch(statements: D1PreparedStatement[]) {
      looks += 1;
      if (looks === 2) await house.answerBells();
      return db.batch(statements);
    },
  } as unknown as D1Database;
}

async function stop(deps: Deps, addressHash: string) {
  const token = signToken(deps.config.secrets, "unsubscribe", addressHash, null);
  await unsubscribe(deps, { token, now: current.now });
}

async function comeBack(deps: Deps, addressHash: string) {
  const token = signToken(deps.config.secrets, "confirm", addressHash, current.now + CONFIRM_LINK_LIFE);
  const result = await confirm(deps, { token, now: current.now });
  expect(result).toMatchObject({ kind: "confirmed", already: false });
  if (result.kind === "confirmed") await deliverNow(deps, result.batchIds);
}
