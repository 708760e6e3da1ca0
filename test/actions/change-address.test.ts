/** Changing her address: proved by a mail to the new one, quietly refused where it must not be, and nothing of the old one lingers. */

import { expect, test } from "vitest";
import { askNewAddress } from "../../src/actions/ask-new-address.ts";
import { changeAddress } from "../../src/actions/change-address.ts";
import { openCourse } from "../../src/actions/open-course.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import type { Deps } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { DAY, MINUTE } from "../../src/domain/numbers.ts";
import { becomeReader, courseToken, hear, ownerToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivedMails, emitEvent, pullWebhooks } from "../support/post-office.ts";

const OLD = "hanako@work.example.com";
const NEW = "hanako@home.example.com";

async function ask(deps: Deps, email = NEW) {
  const address = parseAddress(email);
  if (!address) throw new Error("impossible address");
  return askNewAddress(deps, { token: await ownerToken(deps, OLD), address, now: current.now });
}

/** The token of the newest link that came to this address. */
async function proofSentTo(house: Engine, email: string): Promise<string> {
  current.now += 11 * MINUTE;
  await house.tickAndSend();
  const mail = (await arrivedMails(email)).findLast(({ text }) => text.includes("/course/new-address?t="));
  return mail?.text.match(/\/course\/new-address\?t=(\S+)/)?.[1] ?? "";
}

async function move(house: Engine) {
  await ask(house.deps);
  const token = await proofSentTo(house, NEW);
  return changeAddress(house.deps, { token, now: current.now });
}

test("the course goes on at the new address as it stands, and the old one hears nothing more", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  const before = await rows("SELECT * FROM enrollments");

  expect(await move(house)).toMatchObject({ kind: "changed", email: NEW });

  expect(await rows("SELECT * FROM enrollments")).toEqual(before);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();
  expect((await arrivedMails(NEW)).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["two-faces"]);
  expect((await arrivedMails(OLD)).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["intro-guide"]);
  const [guide] = (await arrivedMails(NEW)).filter(({ tags }) => tags.lesson);
  const [kept] = await rows<{ unsubscribe_token: string }>("SELECT unsubscribe_token FROM subscribers");
  expect(guide?.headers["List-Unsubscribe"]).toContain(kept?.unsubscribe_token ?? "nothing kept");
});

test("a second click finds her moved, and asks nothing of the database twice", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await ask(house.deps);
  const token = await proofSentTo(house, NEW);

  const twice = [1, 2].map(() => changeAddress(house.deps, { token, now: current.now }));
  expect((await Promise.all(twice)).map(({ kind }) => kind)).toEqual(["changed", "changed"]);
  expect(await changeAddress(house.deps, { token, now: current.now })).toMatchObject({ kind: "changed" });

  expect(await rows("SELECT count(*) AS n FROM former_addresses")).toEqual([{ n: 1 }]);
  expect(await rows("SELECT count(*) AS n FROM consents WHERE confirmed_at IS NOT NULL")).toEqual([{ n: 2 }]);
});

test("links that went to the old address open nothing any more, but still stop her course", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  const page = await courseToken(house.deps, OLD);
  const [guide] = await arrivedMails(OLD);
  await move(house);

  expect(await openCourse(house.deps, { token: page, now: current.now })).toEqual({ kind: "gone" });
  const token = guide?.headers["List-Unsubscribe"]?.match(/t=([^>]+)/)?.[1] ?? "";
  expect(await unsubscribe(house.deps, { token, now: current.now })).toMatchObject({ kind: "stopped" });
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "unsubscribed" }]);
});

test("an address that is a reader's, suppressed, or her own gets no mail, and the answer has the same shape", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await becomeReader(house.deps, "yuki@example.com");
  await house.deps.db
    .prepare("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers WHERE email = ?1")
    .bind("yuki@example.com")
    .run();
  await house.deps.db.prepare("DELETE FROM subscribers WHERE email = 'yuki@example.com'").run();
  await becomeReader(house.deps, "rin@example.com");

  for (const email of ["yuki@example.com", "rin@example.com", OLD]) {
    expect(await ask(house.deps, email)).toEqual({ kind: "asked", noticeId: null });
  }
  expect(await ask(house.deps, NEW)).toMatchObject({ kind: "asked", noticeId: expect.any(String) });
});

test("two proofs in 24 hours for her, one for each address", async () => {
  const { deps } = engine();
  await becomeReader(deps, OLD);
  const asked = [];
  for (const email of [NEW, NEW, "other@example.com", "third@example.com"]) {
    const answer = await ask(deps, email);
    asked.push(answer.kind === "asked" && answer.noticeId !== null);
  }
  expect(asked).toEqual([true, false, true, false]);
});

test("when the new address became a reader's meanwhile, nothing moves", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await ask(house.deps);
  const token = await proofSentTo(house, NEW);
  await becomeReader(house.deps, NEW);

  expect(await changeAddress(house.deps, { token, now: current.now })).toEqual({ kind: "gone" });

  expect(await rows("SELECT email FROM subscribers ORDER BY id")).toEqual([{ email: OLD }, { email: NEW }]);
  expect(await rows("SELECT * FROM former_addresses")).toEqual([]);
});

test("a sign-up at the new address that nobody confirmed gives way to the move", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await signUpAndRing(house.deps, NEW);

  expect(await move(house)).toMatchObject({ kind: "changed" });

  expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: NEW }]);
});

test("a mistyped address that bounces is suppressed itself, and her course goes on", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await ask(house.deps);
  await proofSentTo(house, NEW);
  const [proof] = await arrivedMails(NEW);

  await tell(house.deps, proof, "email.bounced");

  expect(await rows("SELECT stopped_at FROM enrollments")).toEqual([{ stopped_at: null }]);
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "hard_bounce" }]);
  expect(await ask(house.deps, "other@example.com")).toMatchObject({ noticeId: expect.any(String) });
});

test("late news of a mail to the old address say nothing of the new one", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  const [guide] = await arrivedMails(OLD);
  await move(house);

  await tell(house.deps, guide, "email.bounced");

  expect(await rows("SELECT stopped_at FROM enrollments")).toEqual([{ stopped_at: null }]);
  expect(await rows("SELECT s.email FROM subscribers s JOIN suppressions x USING (address_hash)")).toEqual([]);
  expect(await rows("SELECT count(*) AS n FROM suppressions")).toEqual([{ n: 1 }]);
});

test("news of a mail to the new address are about the new one", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await move(house);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();
  const lesson = (await arrivedMails(NEW)).find(({ tags }) => tags.lesson);

  await tell(house.deps, lesson, "email.complained");

  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "complaint" }]);
});

test("a link to what only she may do, still waiting when she moves, does not go to the mailbox she left", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await ask(house.deps);
  const token = await proofSentTo(house, NEW);
  await house.deps.db
    .prepare(`INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at)
      SELECT 'freshlinkfreshlinkfre0', 'fresh-link', id, email, 0, ?1 FROM subscribers`)
    .bind(current.now)
    .run();
  await changeAddress(house.deps, { token, now: current.now });

  await house.tickAndSend();

  expect(await rows("SELECT status, reason FROM notices WHERE kind = 'fresh-link'")).toEqual([
    { status: "skipped", reason: "address changed" },
  ]);
});

test("a proof is good for a day, for nobody who was erased, and no other token is one", async () => {
  const house = engine();
  await becomeReader(house.deps, OLD);
  await ask(house.deps);
  const token = await proofSentTo(house, NEW);
  const { deps } = house;

  expect(await changeAddress(deps, { token, now: current.now + DAY })).toEqual({ kind: "expired" });
  expect(await changeAddress(deps, { token: await courseToken(deps, OLD), now: 0 })).toEqual({ kind: "forged" });
  await stop(deps, OLD);
  await deps.db.prepare("DELETE FROM subscribers").run();
  expect(await changeAddress(deps, { token, now: current.now })).toEqual({ kind: "gone" });
});

async function tell(deps: Deps, mail: { id: string } | undefined, type: string) {
  await pullWebhooks();
  const hard = type === "email.bounced" ? { bounce: { type: "Permanent", subType: "General", message: "gone" } } : {};
  await emitEvent(mail ?? { id: "" }, type, hard);
  for (const webhook of await pullWebhooks()) await hear(deps, webhook);
}
