/** Another system of the author's at the real queue: what it did not take is hers to send again, and its silence holds up no mail. */

import { expect, test, vi } from "vitest";
import { WEBHOOK_TIMEOUT } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { answerNext, heard } from "../support/receiver.ts";
import { post, signUp } from "../support/visitor.ts";

const LIST = "/admin/consultations";

test("what the receiver did not take is shown on the list, and a press sends it again", async () => {
  current.hasReceiver = true;
  await answerNext(410);
  await post("/consult", { name: "花子", email: "hanako@example.com", day1: "2026-11-20", part1: "noon" });
  const stateIs = (state: string) => async () =>
    (await rows("SELECT 1 FROM outgoing_webhooks WHERE state = ?1", state)).length === 1;
  await vi.waitUntil(stateIs("given_up"), { timeout: 10_000 });
  const [{ id, webhook } = { id: "", webhook: "" }] = await rows<{ id: string; webhook: string }>(
    "SELECT consultation_id AS id, id AS webhook FROM outgoing_webhooks",
  );
  const author = await authorAtDesk();
  expect(await author.see(LIST)).toContain("ウェブフックが届きませんでした");
  expect(await author.see(`${LIST}/${id}`)).toMatch(/あきらめました（1回）[\s\S]*もう一度送る[\s\S]*HTTP 410/);

  const again = () => author.post(`${LIST}/${id}/webhooks/again`, { webhook_id: webhook });
  expect((await again()).headers.get("Location")).toContain("done=again");
  await vi.waitUntil(stateIs("taken"), { timeout: 10_000 });
  expect((await again()).headers.get("Location")).toContain("done=not-again");
  expect(await author.see(LIST)).not.toContain("ウェブフックが届きませんでした");
  expect(await author.see(`${LIST}/${id}`)).toContain("届きました");
  expect((await heard()).map(({ id: told }) => told)).toEqual([webhook, webhook]);
});

test("a receiver that says nothing keeps no confirm mail waiting", async () => {
  current.hasReceiver = true;
  await answerNext(-1);
  await post("/consult", { name: "花子", email: "hanako@example.com", day1: "2026-11-20", part1: "noon" });
  await vi.waitUntil(async () => (await heard()).length === 1, { timeout: 10_000 });
  await signUp("yuki@example.com");
  const began = Date.now();
  await vi.waitUntil(async () => (await arrivedMails("yuki@example.com")).length === 1, { timeout: 10_000 });
  expect(Date.now() - began).toBeLessThan(WEBHOOK_TIMEOUT / 3);
  expect(await rows("SELECT state FROM outgoing_webhooks")).toEqual([{ state: "waiting" }]);
});
