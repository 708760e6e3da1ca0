/** The soak in its short form, and the proof that its accounting finds what it is there to find. */

import { expect, test } from "vitest";
import { type Arrival, account, type Delivery, type Ledger } from "./accounting.ts";
import { soak } from "./soaking.ts";

test("a Worker killed five times in the middle of its work loses nobody and mails nobody twice", async () => {
  const said: string[] = [];
  const { account, tally, mails } = await soak({
    readers: 300,
    seed: 1,
    minutes: 2,
    kills: 5,
    hurried: true,
    sabotage: false,
    say: (line) => said.push(line),
  });
  expect(account.offences, said.join("\n")).toEqual([]);
  expect(tally.kills).toBe(5);
  expect(mails).toBeGreaterThan(300);
}, 180_000);

const sent: Delivery = { enrollment: 1, lesson: "one", status: "sent", reason: null, batch: "b", providerId: "m" };
const mail: Arrival = { id: "m", tags: { enrollment: "1", lesson: "one", batch: "b" } };

function ledgerOf(...deliveries: Delivery[]): Ledger {
  return { passages: [{ id: 1, dueAt: null, completedAt: 9 }], deliveries, before: [], notices: [], open: [] };
}

test("a lesson accepted once from the row's own batch is in order, and so is an explicit reason", () => {
  const found = account(ledgerOf(sent), [mail], ["one"]);
  expect(found).toEqual({ statuses: { sent: 1 }, doubles: 0, lost: 0, offences: [] });
  for (const status of ["failed", "skipped", "unconfirmed"]) {
    const row = { ...sent, status, reason: "because", providerId: null };
    expect(account(ledgerOf(row), [], ["one"]).offences).toEqual([]);
  }
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

test.each([
  ["failed, and yet it arrived", ledgerOf({ ...sent, status: "failed", reason: "refused" }), [mail]],
  ["unconfirmed without a reason", ledgerOf({ ...sent, status: "unconfirmed" }), []],
  ["sent as another mail", ledgerOf({ ...sent, providerId: "n" }), [mail]],
  ["sent from another batch", ledgerOf({ ...sent, batch: "other" }), [mail]],
  ["a batch nobody closed", { ...ledgerOf(sent), open: [{ id: "b", state: "sealed" }] }, [mail]],
  ["a reader who is still due", { ...ledgerOf(sent), passages: [{ id: 1, dueAt: 5, completedAt: null }] }, [mail]],
  ["a notice that never arrived", { ...ledgerOf(sent), notices: [{ id: "x", status: "sent" }] }, [mail]],
  ["a mail nobody has a row for", ledgerOf(sent), [mail, { id: "n", tags: { enrollment: "2", lesson: "one" } }]],
])("%s is wrong", (_, ledger, arrivals) => {
  expect(account(ledger, arrivals, ["one"]).offences).toHaveLength(1);
});
