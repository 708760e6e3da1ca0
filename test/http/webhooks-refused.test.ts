/** Webhooks that are not the provider's, or not about our mails: each the answer of its kind, and no row changed. */

import { expect, test } from "vitest";
import { MINUTE, SECOND, WEBHOOK_BYTES } from "../../src/domain/numbers.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, enrol, event, type Signed, signed, visit } from "../support/visitor.ts";

test("what we sign as Svix does is heard: the refusals below are refused for their own reasons", async () => {
  const tags = await tagsOfGuide();
  const answer = await hear(await signed(event({ type: "email.complained", tags })));
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true, result: "recorded" }]);
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
});

test.each([
  ["another secret", { secret: "whsec_YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQ=" }],
  ["a signature of six minutes ago", { at: Date.now() - 6 * MINUTE }],
  ["a signature of six minutes from now", { at: Date.now() + 6 * MINUTE }],
])("%s is refused", async (_, how) => {
  const body = event({ type: "email.complained", tags: await tagsOfGuide() });
  await refused(await signed(body, how), 401);
});

test.each([
  ["another body", (w: Signed) => ({ ...w, body: `${w.body} ` })],
  ["another id", (w: Signed) => withHeader(w, "svix-id", "msg_other")],
  ["another time", (w: Signed) => withHeader(w, "svix-timestamp", String(Math.floor(Date.now() / SECOND) + 1))],
  ["a signature of nothing", (w: Signed) => withHeader(w, "svix-signature", "v1,")],
  [
    "a signature of another version",
    (w: Signed) => withHeader(w, "svix-signature", w.headers["svix-signature"]?.replace("v1", "v2") ?? ""),
  ],
  ["no signature", (w: Signed) => ({ ...w, headers: {} })],
  ["a time that is none", (w: Signed) => withHeader(w, "svix-timestamp", "yesterday")],
  ["no body", (w: Signed) => ({ ...w, body: "" })],
])("a good signature with %s is refused", async (_, change) => {
  const body = event({ type: "email.complained", tags: await tagsOfGuide() });
  await refused(change(await signed(body)), 401);
});

test.each([
  ["no tags", undefined],
  ["empty tags", {}],
  ["the tags of another product", { category: "invoice" }],
  ["a reader we do not know", { enrollment: "999999", lesson: "intro-guide", batch: "a".repeat(22) }],
  ["a reader who is no number", { enrollment: "abc", lesson: "intro-guide", batch: "a".repeat(22) }],
  ["half of our tags", { enrollment: "1", lesson: "intro-guide" }],
  ["a notice we do not know", { notice: "a".repeat(22) }],
])("news with %s are thanked for and change nothing", async (_, tags) => {
  await tagsOfGuide();
  await unknown(event({ type: "email.complained", tags }));
});

test.each([
  ["another reader", { enrollment: "2" }],
  ["another lesson", { lesson: "fears" }],
  ["another batch", { batch: "a".repeat(22) }],
])("news whose tags name %s beside ours change nothing", async (_, change) => {
  await unknown(event({ type: "email.complained", tags: { ...(await tagsOfGuide()), ...change } }));
});

test.each(["email.opened", "email.clicked", "email.scheduled", "email.of-tomorrow"])(
  "%s about a mail of ours changes nothing about it",
  async (type) => {
    const tags = await tagsOfGuide();
    const { deliveries, enrollments, suppressions } = await allRows();
    expect((await hear(await signed(event({ type, tags })))).status).toBe(200);
    expect(await allRows()).toMatchObject({ deliveries, enrollments, suppressions });
  },
);

test("news about the provider's own things are thanked for", async () => {
  await unknown(
    JSON.stringify({
      type: "domain.updated",
      created_at: "2026-11-02T00:00:00Z",
      data: { id: "d", name: "example.com" },
    }),
  );
});

test.each(["", "{", "null", "[]", "7", '{"type": "email.sent"}', '{"type": 7, "data": {}}', '{"data": {"tags": {}}}'])(
  "a signed body that says %j is news we do not know: thanked for, so that it is not told again, and nothing changes",
  unknown,
);

test("a webhook of more than 256 KiB is refused before its signature is looked at", async () => {
  await refused(await signed(event({ type: "email.complained", filler: "a".repeat(WEBHOOK_BYTES) })), 413);
});

test("a webhook is a POST", async () => {
  for (const method of ["GET", "HEAD", "PUT"]) expect((await visit("/webhooks/resend", { method })).status).toBe(404);
});

async function tagsOfGuide(): Promise<Record<string, string>> {
  await enrol("hanako@example.com");
  return (await arrivedMails()).find(({ tags }) => tags.lesson)?.tags ?? {};
}

function withHeader(webhook: Signed, name: string, value: string): Signed {
  return { ...webhook, headers: { ...webhook.headers, [name]: value } };
}

async function refused(webhook: Signed, status: number): Promise<void> {
  const before = await allRows();
  const answer = await hear(webhook);
  expect([answer.status, await answer.json()]).toEqual([status, { error: expect.any(String) }]);
  expect(await allRows()).toEqual(before);
}

async function unknown(body: string): Promise<void> {
  const before = await allRows();
  const answer = await hear(await signed(body));
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true, result: "unknown-mail" }]);
  expect(await allRows()).toEqual(before);
}

function hear(webhook: Signed): Promise<Response> {
  return visit("/webhooks/resend", { method: "POST", ...webhook });
}
