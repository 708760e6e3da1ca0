/** The circuit breaker's rule: rates and floors, each at its edge. */

import { expect, test } from "vitest";
import { reasonOfStop, stopFor } from "../../src/domain/breaker.ts";
import { BOUNCES_TO_STOP, COMPLAINTS_TO_STOP } from "../../src/domain/numbers.ts";

test("it stops where Gmail and Resend draw the line, and not for a handful", () => {
  expect(COMPLAINTS_TO_STOP).toEqual({ share: 0.001, floor: 3 });
  expect(BOUNCES_TO_STOP).toEqual({ share: 0.04, floor: 10 });
});

test.each([
  ["two complaints, however few the mails", { accepted: 2, bounced: 0, complained: 2 }, null],
  ["three complaints on few mails", { accepted: 10, bounced: 0, complained: 3 }, "complaints"],
  ["three complaints, and no mail in all the week", { accepted: 0, bounced: 0, complained: 3 }, "complaints"],
  ["0.1 % complaints", { accepted: 5_000, bounced: 0, complained: 5 }, "complaints"],
  ["fewer than 0.1 % complaints", { accepted: 5_001, bounced: 0, complained: 5 }, null],
  ["nine bounces, however few the mails", { accepted: 9, bounced: 9, complained: 0 }, null],
  ["4 % bounces", { accepted: 250, bounced: 10, complained: 0 }, "bounces"],
  ["fewer than 4 % bounces", { accepted: 251, bounced: 10, complained: 0 }, null],
  ["too many of both", { accepted: 100, bounced: 50, complained: 3 }, "complaints"],
  ["nothing", { accepted: 0, bounced: 0, complained: 0 }, null],
])("%s", (_, rates, why) => {
  expect(stopFor(rates)).toEqual(why && { why, ...rates });
});

test("the reason counts what it stopped for, and says how to go on", () => {
  const rates = { accepted: 300, bounced: 12, complained: 1 };
  expect(reasonOfStop({ why: "bounces", ...rates })).toBe(
    "12 bounces on 300 mails in 7 days: stopped until npm run resume",
  );
  expect(reasonOfStop({ why: "complaints", ...rates })).toMatch(/^1 complaints on 300 mails/);
});
