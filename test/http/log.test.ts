/** The log: counts and ids for the operator, and never an address, a name or a token. */

import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import type { Env } from "../../src/deps.ts";
import { current } from "../support/current.ts";
import worker from "../support/entry.ts";
import { arrivedMails, orderFaults } from "../support/post-office.ts";
import { enrol, everythingSent, post, tell, visit } from "../support/visitor.ts";

test("a whole passage, with errors on the way, leaves one JSON line each and nothing personal", async () => {
  const log = vi.spyOn(console, "log");
  const { confirmLink, stopLink } = await enrol("hanako@example.com", "花子");
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await orderFaults({ kind: "refuse_indexes", indexes: [0], path: "/emails/batch" });
  const ctx = createExecutionContext();
  await worker.scheduled(
    createScheduledController({ scheduledTime: new Date(current.now) }),
    env as unknown as Env,
    ctx,
  );
  await waitOnExecutionContext(ctx);
  await everythingSent();
  await visit("/webhooks/resend", { method: "POST", body: "nonsense" });
  for (const mail of await arrivedMails("hanako@example.com")) await tell(mail, "email.bounced");
  await post(stopLink, {});
  await visit(`/nowhere?t=${new URL(stopLink).searchParams.get("t")}`);

  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  const events = new Set(lines.map((line) => JSON.parse(line).event));
  expect([...events]).toEqual(expect.arrayContaining(["batch", "tick", "webhook"]));
  for (const line of lines) {
    expect(line).not.toMatch(/hanako|花子|@/);
    for (const link of [confirmLink, stopLink]) expect(line).not.toContain(new URL(link).searchParams.get("t"));
  }
});
