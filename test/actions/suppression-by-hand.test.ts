/** The way back from each state in which nothing is sent to an address: whose hand opens it, and what she has to do. */

import { expect, test } from "vitest";
import { addSuppression, liftSuppression, showSuppression } from "../../src/actions/change-suppression.ts";
import { erasePerson } from "../../src/actions/erase-person.ts";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { becomeReader, confirmAndDeliver, confirmNow, hear, ownerToken, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivedMails, emitEvent, moveTo, pullWebhooks } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";
const HARD = { bounce: { type: "Permanent", subType: "General", message: "gone" } };

test("a hard bounce: no sign-up opens it; after the author did, nothing goes before she signed up and confirmed anew", async () => {
  const { house, hash } = await reader();
  const oldLink = () => confirmNow(house.deps, HANAKO);
  await told(house, "email.bounced", HARD);
  current.now += HOUR;
  expect(await signUpAndRing(house.deps, HANAKO)).toBeNull();

  expect(await lift(house, hash)).toEqual({ kind: "removed" });
  await threeDays(house);
  expect(await lessonsHad()).toEqual(["intro-guide"]);

  expect(await signUpAndRing(house.deps, HANAKO)).not.toBeNull();
  await house.answerBells();
  expect((await arrivedMails(HANAKO)).at(-1)?.text).toContain("/confirm?t=");
  current.now += HOUR;
  expect(await oldLink()).toMatchObject({ kind: "confirmed", already: false });
  await threeDays(house);
  expect(await lessonsHad()).toEqual(["intro-guide", "two-faces"]);
});

test("a confirm link of before the author's hand confirms nothing", async () => {
  const { house, hash } = await reader();
  const before = current.now;
  await told(house, "email.bounced", HARD);
  current.now += HOUR;
  await lift(house, hash);

  current.now = before;
  expect(await confirmNow(house.deps, HANAKO)).toEqual({ kind: "gone" });
});

test("a complaint: the author alone cannot take it back, and with her written wish she confirms anew like anybody", async () => {
  const { house, hash } = await reader();
  await told(house, "email.complained");
  current.now += HOUR;

  expect(await lift(house, hash)).toEqual({ kind: "she-must-ask" });
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
  expect(await rows("SELECT * FROM suppression_changes")).toEqual([]);
  expect(await signUpAndRing(house.deps, HANAKO)).toBeNull();

  expect(await lift(house, hash, { sheAsked: true })).toEqual({ kind: "removed" });
  expect(await rows("SELECT change, was, reason, she_asked, changed_at FROM suppression_changes")).toEqual([
    { change: "removed", was: "complaint", reason: "her letter", she_asked: 1, changed_at: current.now },
  ]);
  await signUpAndRing(house.deps, HANAKO);
  await house.answerBells();
  await confirmAndDeliver(house.deps, HANAKO);
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: null }]);
});

test("by hand: added by the author, and taken away by her; what is worse already stays", async () => {
  const { house, hash } = await reader();
  await addSuppression(house.deps, { addressHash: hash, reason: "by telephone", now: current.now });
  expect(await showSuppression(house.deps, hash)).toMatchObject({
    suppressed: "manual",
    suppressed_at: current.now,
    history: [{ at: current.now, what: "added by hand", detail: "by telephone" }],
  });
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "manual" }]);
  await told(house, "email.complained");
  await addSuppression(house.deps, { addressHash: hash, reason: "once more", now: current.now });
  expect(await showSuppression(house.deps, hash)).toMatchObject({ suppressed: "complaint" });
});

test("what was claimed for her before and left out comes after she came back, and a mail of before is not sent", async () => {
  const { house, hash } = await reader();
  await moveTo(Date.parse("2026-11-03T21:30:00+09:00"));
  await house.tick();
  await told(house, "email.bounced", HARD);
  await lift(house, hash);
  await house.answerBells();
  expect(await lessonsHad()).toEqual(["intro-guide"]);

  current.now += HOUR;
  await signUpAndRing(house.deps, HANAKO);
  await confirmAndDeliver(house.deps, HANAKO);
  await moveTo(current.now + DAY);
  await house.tickAndSend();
  expect(await lessonsHad()).toEqual(["intro-guide", "two-faces"]);
});

test("news of before the author's hand, told once more, change nothing; new ones do", async () => {
  const { house, hash } = await reader();
  const [{ enrollmentId, batchId } = { enrollmentId: 0, batchId: "" }] = await rows<{
    enrollmentId: number;
    batchId: string;
  }>("SELECT enrollment_id AS enrollmentId, batch_id AS batchId FROM deliveries");
  const about = { enrollmentId, lesson: "intro-guide", batchId };
  const complaint = { type: "email.complained", providerId: "p", about, news: { kind: "complained" } } as const;
  const before = { ...complaint, id: "before", happenedAt: current.now };
  await recordMailEvent(house.deps, { event: before, now: current.now });
  current.now += HOUR;
  await lift(house, hash, { sheAsked: true });

  await recordMailEvent(house.deps, { event: before, now: current.now + 1 });
  expect(await rows("SELECT * FROM suppressions")).toEqual([]);

  const after = { ...complaint, id: "after", happenedAt: current.now + 1 };
  await recordMailEvent(house.deps, { event: after, now: current.now + 1 });
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
});

test("an address that is not suppressed, and one of somebody erased, who is known by its hash alone", async () => {
  const { house, hash } = await reader();
  expect(await lift(house, hash, { sheAsked: true })).toEqual({ kind: "not-suppressed" });
  expect(await rows("SELECT unsubscribed_at FROM subscribers")).toEqual([{ unsubscribed_at: null }]);
  await told(house, "email.bounced", HARD);
  await erasePerson(house.deps, { token: await ownerToken(house.deps, HANAKO), now: current.now });
  expect(await showSuppression(house.deps, hash)).toMatchObject({ suppressed: "hard_bounce", signed_up_at: null });

  current.now += HOUR;
  expect(await lift(house, hash)).toEqual({ kind: "removed" });
  await becomeReader(house.deps, HANAKO);
  expect(await lessonsHad()).toEqual(["intro-guide", "intro-guide"]);
});

/** She has had the guide. */
async function reader(): Promise<{ house: Engine; hash: string }> {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await house.answerBells();
  const [{ hash } = { hash: "" }] = await rows<{ hash: string }>("SELECT address_hash AS hash FROM subscribers");
  return { house, hash };
}

/** About her newest lesson. */
async function told(house: Engine, type: string, more: Record<string, unknown> = {}): Promise<void> {
  await pullWebhooks();
  const mail = (await arrivedMails(HANAKO)).findLast(({ tags }) => tags.lesson);
  await emitEvent(mail ?? { id: "" }, type, more);
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
}

function lift({ deps }: Engine, addressHash: string, { sheAsked = false } = {}) {
  return liftSuppression(deps, { addressHash, reason: "her letter", sheAsked, now: current.now });
}

async function threeDays(house: Engine): Promise<void> {
  for (let day = 0; day < 3; day++) {
    await moveTo(current.now + DAY);
    await house.tickAndSend();
  }
}

async function lessonsHad(): Promise<string[]> {
  return (await arrivedMails(HANAKO)).flatMap(({ tags }) => tags.lesson ?? []);
}
