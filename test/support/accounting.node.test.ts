/** The proof that the accounting finds what it is there to find, and lets pass what is in order. */

import { expect, test } from "vitest";
import { type Arrival, account, type Delivery, type Ledger } from "./accounting.ts";

const HOUR_MS = 3_600_000;
const done = { id: 1, dueAt: null, completedAt: 9, stoppedAt: null };
const sent: Delivery = {
  enrollment: 1,
  lesson: "one",
  status: "sent",
  reason: null,
  batch: "b",
  providerId: "m",
  sealedAt: 5,
};
const mail: Arrival = { id: "m", tags: { enrollment: "1", lesson: "one", batch: "b" } };

function ledgerOf(...deliveries: Delivery[]): Ledger {
  return { passages: [done], deliveries, before: [], notices: [], open: [] };
}

test("a lesson accepted once from the row's own batch is in order, and so is an explicit reason", () => {
  const found = account(ledgerOf(sent), [mail], ["one"]);
  expect(found).toEqual({ statuses: { sent: 1 }, doubles: 0, lost: 0, offences: [] });
  for (const status of ["failed", "skipped", "unconfirmed"]) {
    const row = { ...sent, status, reason: "because", providerId: null };
    expect(account(ledgerOf(row), [], ["one"]).offences).toEqual([]);
  }
});

test("a mail that the provider took and then could not deliver is in order as failed", () => {
  const row = { ...sent, status: "failed", reason: "suppressed by the provider: previous_bounce" };
  expect(account(ledgerOf(row), [mail], ["one"]).offences).toEqual([]);
});

test("whoever stopped needs no lesson beyond her last, and what was sealed before her stop may arrive", () => {
  const stopped = { ...done, completedAt: null, stoppedAt: 5 };
  expect(account({ ...ledgerOf(sent), passages: [stopped] }, [mail], ["one", "two"]).offences).toEqual([]);
});

test("a hole before the last lesson of one who stopped is a loss", () => {
  const stopped = { ...done, stoppedAt: 9 };
  expect(account({ ...ledgerOf(sent), passages: [stopped] }, [mail], ["zero", "one"]).lost).toBe(1);
});

test("a mail accepted twice is a double, under one batch or under two", () => {
  for (const batch of ["b", "other"]) {
    const again = { id: "n", tags: { ...mail.tags, batch } };
    expect(account(ledgerOf(sent), [mail, again], ["one"])).toMatchObject({
      doubles: 1,
      offences: expect.arrayContaining([`1 one: accepted 2 times, from batches b, ${batch}`]),
    });
  }
});

test("sent without a mail, claimed for ever and a lesson without a row are losses", () => {
  expect(account(ledgerOf(sent), [], ["one"]).lost).toBe(1);
  expect(account(ledgerOf({ ...sent, status: "claimed" }), [], ["one"]).lost).toBe(1);
  expect(account(ledgerOf(), [], ["one"])).toMatchObject({ lost: 1, offences: ["1 one: no row"] });
});

const stranger: Arrival = { id: "n", tags: { enrollment: "2", lesson: "one" } };
const notice: Arrival = { id: "n", tags: { notice: "x" } };

test.each<[string, Partial<Ledger>, Arrival[]]>([
  ["failed, and yet it arrived", ledgerOf({ ...sent, status: "failed", reason: "refused" }), [mail]],
  ["unconfirmed without a reason", ledgerOf({ ...sent, status: "unconfirmed" }), []],
  ["sent as another mail", ledgerOf({ ...sent, providerId: "n" }), [mail]],
  ["sent from another batch", ledgerOf({ ...sent, batch: "other" }), [mail]],
  ["sealed an hour after her stop", { passages: [{ ...done, stoppedAt: 5 - HOUR_MS }] }, [mail]],
  ["a batch nobody closed", { open: [{ id: "b", state: "sealed" }] }, [mail]],
  ["a reader who is still due", { passages: [{ ...done, dueAt: 5, completedAt: null }] }, [mail]],
  ["a reader who stopped and is due", { passages: [{ ...done, dueAt: 5, stoppedAt: 9 }] }, [mail]],
  ["a notice that never arrived", { notices: [{ id: "x", status: "sent", reason: null }] }, [mail]],
  ["a notice that failed and arrived", { notices: [{ id: "x", status: "failed", reason: "422" }] }, [mail, notice]],
  ["a mail nobody has a row for", {}, [mail, stranger]],
])("%s is wrong", (_, wrong, arrivals) => {
  expect(account({ ...ledgerOf(sent), ...wrong }, arrivals, ["one"]).offences).toHaveLength(1);
});
