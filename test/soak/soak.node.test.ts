/** The soak in its short form. */

import { expect, test } from "vitest";
import { soak } from "./soaking.ts";

test("a Worker killed again and again, twice in the middle of a batch's call, loses nobody and mails nobody twice", async () => {
  const said: string[] = [];
  const { account, tally, mails } = await soak({
    readers: 300,
    seed: 1,
    minutes: 2,
    kills: 2,
    hurried: true,
    sabotage: false,
    say: (line) => said.push(line),
  });
  expect(account.offences, said.join("\n")).toEqual([]);
  expect(tally.killsMidCall).toBe(2);
  expect(mails).toBeGreaterThan(100);
}, 180_000);
