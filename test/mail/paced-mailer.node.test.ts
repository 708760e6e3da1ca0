/** What wrangler.toml asks of the queue fits what one invocation may do. */

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { CALLS_PER_INVOCATION } from "../../src/mail/paced-mailer.ts";

test("the queue hands over no more bells than an invocation has calls, to one consumer at a time", async () => {
  const settings = await readFile(new URL("../../wrangler.toml", import.meta.url), "utf8");

  expect(Number(/^max_batch_size = (\d+)$/m.exec(settings)?.[1])).toBeLessThanOrEqual(CALLS_PER_INVOCATION);
  expect(settings).toMatch(/^max_concurrency = 1$/m);
});
