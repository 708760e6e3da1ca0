/** Reconciling in bad weather: broken off, run again, too early; and what a restored database does before and after it. */

import { expect, test } from "vitest";
import { reconcile } from "../../src/actions/reconcile.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { hear, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { rememberDatabase } from "../support/older-database.ts";
import { arrivals, arrivedMails, emitEvent, lightMails, orderFaults, pullWebhooks } from "../support/post-office.ts";
import {
  evenings,
  ledgerNow,
  markNow,
  noonAtTheOffice,
  readersAtNoon,
  reconcileDeps,
  reconcileNow,
  resumeNow,
} from "../support/restoring.ts";

const _REST = "two-faces fears step-1-words step-2-look step-3-small stories rebuild";

test("run again, or broken off and run again, it ends the same; the gap is written down once", async () => {
  const house = engine();
  await readersAtNoon(house, 140);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await evenings(house, 2);
  const bounced = (await lightMails())[3] ?? { id: "" };
  await emitEvent(bounced, "email.bounced");
  expect((await arrivals()).total).toBe(280);
  await restore();
  await markNow(house);
  const { archive, db } = reconcileDeps(house);

  await orderFaults({ kind: "limited", times: 2, path: "/emails" }, { kind: "error_500", times: 5, path: "/emails" });
  await expect(reconcileNow(house)).rejects.toThrow("The provider did not tell what it has sent: 500");
  let asked = 0;
  const forgetful = {
    ...archive,
    tagsOf: async (id: string) => (++asked > 150 ? await Promise.reject(new Error("gone")) : archive.tagsOf(id)),
  };
  await expect(reconcileNow(house, { archive: forgetful })).rejects.toThrow("gone");
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE status = 'sent' AND batch_id <> 'before'")).toEqual([
    { n: 100 },
  ]);
  let batches = 0;
  const dying = new Proxy(db, {
    get: (target, name) =>
      name === "batch"
        ? async (statements: D1PreparedStatement[]) =>
            ++batches === 6 ? Promise.reject(new Error("D1 is gone")) : target.batch(statements)
        : Reflect.get(target, name).bind?.(target),
  });
  await expect(reconcileNow(house, { db: dying })).rejects.toThrow("D1 is gone");
  await reconcile(reconcileDeps(house), { stops: null, now: current.now });
  const once = await ledgerNow();
  const again = await reconcileNow(house);
  expect(again.counts).toMatchObject({ listed: 280, known: 280, lessons: 0, bounced: 0 });
  expect(await ledgerNow()).toEqual(once);
  expect(await reconcile(reconcileDeps(house), { stops: "unknown", now: current.now })).toEqual({
    kind: "not-restored",
  });
  expect(await rows("SELECT stops FROM gaps")).toEqual([{ stops: "unknown" }]);

  await resumeNow(house);
  await evenings(house, 2);
  expect(await arrivals()).toMatchObject({ many: [], total: 280 + 2 * 139 });
});

test("before it, nothing goes at all: not what was sealed, no confirm mail, and resume is refused", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  await orderFaults({ kind: "reset_before" });
  await house.tickAndSend();
  await signUpAndRing(house.deps, "hanako@example.com");
  await markNow(house);

  for (const later of [MINUTE, HOUR, 20 * HOUR]) {
    current.now += later;
    expect(await house.tickAndSend()).toMatchObject({ state: "restored", claimed: 0 });
  }
  expect(await arrivals()).toMatchObject({ total: 0 });
  expect(await resumeNow(house)).toMatchObject({ kind: "not-reconciled" });
  expect(await rows("SELECT status FROM deliveries WHERE lesson = 'two-faces'")).toEqual([{ status: "claimed" }]);
});

test("what became of those mails is still heard by webhook afterwards", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await restore();
  await pullWebhooks();
  await markNow(house);
  await reconcileNow(house);

  for (const mail of await arrivedMails()) await emitEvent(mail, "email.complained");
  for (const webhook of await pullWebhooks()) expect(await hear(house.deps, webhook)).toEqual({ kind: "recorded" });

  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
});

test("too soon after the restore it asks for patience: a mail may still be under way", async () => {
  const house = engine();
  await noonAtTheOffice(house);
  await markNow(house);
  current.now -= 2 * MINUTE;
  expect(await reconcile(reconcileDeps(house), { stops: "unknown", now: current.now })).toEqual({
    kind: "too-early",
    waitMs: MINUTE,
  });
});
