/** What an answered bell reports, and under which keys mails travel when a batch was refused as a whole. */

import { expect, test } from "vitest";
import { sendNotice } from "../../src/actions/send-notice.ts";
import type { Deps } from "../../src/deps.ts";
import { DAY, MINUTE } from "../../src/domain/numbers.ts";
import type { Answer, Mailer } from "../../src/mail/mailer.ts";
import { signUpAndRing } from "../support/acts.ts";
import { batchState, claimed, onlyBatch, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivals, orderFaults, requestCounts } from "../support/post-office.ts";

const REFUSED_WHOLE = { kind: "refuse_batch_422", path: "/emails/batch" };

test("everybody of a batch stopped: nothing is asked of the provider", async () => {
  const answer = await claimed(2, engine());
  await rows("UPDATE subscribers SET unsubscribed_at = 1");

  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 0 });

  expect(await requestCounts()).toMatchObject({ requests: 0 });
});

test("a batch of one that is refused as a whole has its culprit: she fails with the reason, without another request", async () => {
  const answer = await claimed(1, engine());
  await orderFaults(REFUSED_WHOLE);

  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 1, unconfirmed: 0 });

  expect(await statuses()).toEqual([{ status: "failed", reason: expect.stringContaining("422"), n: 1 }]);
  expect(await requestCounts()).toMatchObject({ requests: 1 });
});

test("mail by mail each goes under a key of its own, and an answer that is lost keeps none of the others waiting", async () => {
  const { house, keys } = listening();
  const answer = await claimed(3, house);
  await orderFaults(REFUSED_WHOLE, { kind: "reset_before", path: "/emails" });

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now + MINUTE / 2 });

  const batch = await onlyBatch();
  expect(keys).toEqual([`${batch}.1`, `${batch}.1.1`, `${batch}.1.2`, `${batch}.1.3`]);
  expect(await statuses()).toEqual([
    { status: "claimed", reason: null, n: 1 },
    { status: "sent", reason: null, n: 2 },
  ]);
});

test("whoever is left is asked for again alone, under the key she had, and never in a batch", async () => {
  const { house, keys } = listening();
  const answer = await claimed(3, house);
  await orderFaults(REFUSED_WHOLE, { kind: "reset_after", path: "/emails" });
  await answer();
  keys.length = 0;

  current.now += MINUTE;
  expect(await answer()).toEqual({ kind: "closed", sent: 1, failed: 0, unconfirmed: 0 });

  expect(keys).toEqual([`${await onlyBatch()}.1.1`]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("one alone whose key met other bytes is unconfirmed, and the others are sent", async () => {
  const answer = await claimed(2, engine());
  await orderFaults(REFUSED_WHOLE, { kind: "conflict", path: "/emails" });

  expect(await answer()).toEqual({ kind: "closed", sent: 1, failed: 0, unconfirmed: 1 });

  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 1 },
    { status: "unconfirmed", reason: expect.stringContaining("409"), n: 1 },
  ]);
});

test("one alone who is refused at a later try is unconfirmed, because the first may have reached her", async () => {
  const answer = await claimed(2, engine());
  await orderFaults(
    REFUSED_WHOLE,
    { kind: "reset_after", path: "/emails" },
    { kind: "slow", hangMs: 0, path: "/emails" },
    { kind: "refuse_batch_422", path: "/emails" },
  );
  await answer();

  current.now += MINUTE;
  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 1 });
});

test("a consumer that lost its lease before it could go mail by mail leaves the batch to whoever has it", async () => {
  const house = engine();
  const losing = withMailer(house, {
    sendBatch: async () => {
      await rows("UPDATE batches SET leased_until = leased_until + 1");
      return { kind: "refused", reason: "422" };
    },
  });
  await claimed(2, house);

  losing.rung.push(...house.rung);
  expect(await losing.answerBells()).toEqual([{ kind: "not-ours" }]);

  expect(await batchState()).toMatchObject({ state: "sealed", singly: 0 });
  expect(await arrivals()).toMatchObject({ total: 0 });
});

test("a batch that met the provider's rate limit says so", async () => {
  const limited = await claimed(1, engine());
  await orderFaults({ kind: "limited", retryAfter: 1 });
  expect(await limited()).toMatchObject({ kind: "later", why: "the provider's rate limit" });
});

test("mails that cannot be composed wait, and the report says why", async () => {
  const house = engine();
  const { deps } = house;
  await claimed(2, house);
  const { fears } = deps.mails.lessons;
  if (!fears) throw new Error("no lesson fears");
  const broken = { ...fears, text: { literals: ["", ""], marks: ["confirm_url" as const] } };
  const unready = engine({ mails: { ...deps.mails, lessons: { ...deps.mails.lessons, fears: broken } } });

  unready.rung.push(...house.rung);
  expect(await unready.answerBells()).toEqual([
    { kind: "later", retryAt: current.now + MINUTE / 2, why: "some mails could not be composed" },
  ]);
});

test("a mailer that answers for fewer mails than it was given is a defect, and nobody is recorded as sent", async () => {
  const house = engine();
  const forgetful = withMailer(house, {
    sendBatch: async () => ({ kind: "answered", results: [{ accepted: true, providerId: "p" }] }),
    sendOne: async () => ({ kind: "answered", results: [] }),
  });
  await claimed(2, house);
  forgetful.rung.push(...house.rung);
  await expect(forgetful.answerBells()).rejects.toThrow("without a result for each mail");
  expect(await statuses()).toEqual([{ status: "claimed", reason: null, n: 2 }]);

  await signUpAndRing(forgetful.deps, "hanako@example.com");
  await expect(forgetful.answerBells()).rejects.toThrow("without a result");
});

test("a notice reports what became of it, and counts for the day's quota only when it was accepted", async () => {
  expect(await noticeAnswered({ kind: "answered", results: [{ accepted: true, providerId: "p" }] })).toEqual({
    report: { kind: "closed", sent: 1, failed: 0, unconfirmed: 0 },
    status: "sent",
    accepted: 1,
  });
  expect(await noticeAnswered({ kind: "answered", results: [{ accepted: false, reason: "no" }] })).toEqual({
    report: { kind: "closed", sent: 0, failed: 1, unconfirmed: 0 },
    status: "failed",
    accepted: 1,
  });
  expect(await noticeAnswered({ kind: "refused", reason: "422" })).toEqual({
    report: { kind: "closed", sent: 0, failed: 1, unconfirmed: 0 },
    status: "failed",
    accepted: 1,
  });
  expect(await noticeAnswered({ kind: "conflict", reason: "409" })).toEqual({
    report: { kind: "closed", sent: 0, failed: 0, unconfirmed: 1 },
    status: "unconfirmed",
    accepted: 1,
  });
});

test("a notice that is refused at a later try is unconfirmed, because the first may have reached her", async () => {
  const house = engine();
  await orderFaults({ kind: "reset_after" }, { kind: "refuse_batch_422", path: "/emails" });
  await signUpAndRing(house.deps, "hanako@example.com");
  await house.answerBells();

  current.now += MINUTE;
  await house.answerBells();

  expect(await rows("SELECT state, status FROM notices")).toEqual([{ state: "closed", status: "unconfirmed" }]);
});

test("a notice whose words are missing is named, and waits for a deploy that has them", async () => {
  const house = engine();
  const noticeId = (await signUpAndRing(house.deps, "hanako@example.com")) ?? "";
  const wordless = { ...house.deps, mails: { ...house.deps.mails, notices: {} } };

  await expect(sendNotice(wordless, { noticeId, now: current.now })).rejects.toThrow(
    "There is no notice emails/notices/confirm.tsx.",
  );

  current.now += 11 * MINUTE;
  await house.tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

test("a notice that another consumer has in hand, or that is sent already, is nothing to do", async () => {
  const house = engine();
  const noticeId = (await signUpAndRing(house.deps, "hanako@example.com")) ?? "";
  await orderFaults({ kind: "reset_before" });
  await sendNotice(house.deps, { noticeId, now: current.now });

  expect(await sendNotice(house.deps, { noticeId, now: current.now })).toEqual({ kind: "not-ours" });

  current.now += DAY / 2;
  await house.tickAndSend();
  expect(await sendNotice(house.deps, { noticeId, now: current.now })).toEqual({ kind: "not-ours" });
});

test("two consumers that answer a notice's bell in the same millisecond send it once", async () => {
  const house = engine();
  const noticeId = (await signUpAndRing(house.deps, "hanako@example.com")) ?? "";

  const reports = await Promise.all([1, 2].map(() => sendNotice(house.deps, { noticeId, now: current.now })));

  expect(reports.map(({ kind }) => kind).sort()).toEqual(["closed", "not-ours"]);
  expect(await requestCounts()).toMatchObject({ requests: 1 });
});

/** The confirm mail of a new visitor meets this answer. */
async function noticeAnswered(answer: Answer) {
  const { deps } = withMailer(engine(), { sendOne: async () => answer });
  const noticeId = (await signUpAndRing(deps, `${crypto.randomUUID()}@example.com`)) ?? "";
  const report = await sendNotice(deps, { noticeId, now: current.now });
  const [notice] = await rows<{ status: string }>("SELECT status FROM notices WHERE id = ?1", noticeId);
  const [day] = await rows<{ accepted: number }>("SELECT accepted FROM sending_days");
  return { report, status: notice?.status, accepted: day?.accepted };
}

function withMailer({ deps }: Engine, calls: Partial<Mailer>): Engine {
  return engine({ mailer: { ...deps.mailer, ...calls } });
}

/** A house whose calls to the provider are noted by their keys. */
function listening(): { house: Engine; keys: string[] } {
  const keys: string[] = [];
  const { mailer } = engine().deps;
  const noting: Deps["mailer"] = {
    sendBatch: (mails, key) => mailer.sendBatch(mails, noted(key)),
    sendOne: (mail, key) => mailer.sendOne(mail, noted(key)),
  };
  function noted(key: string): string {
    keys.push(key);
    return key;
  }
  return { house: engine({ mailer: noting }), keys };
}
