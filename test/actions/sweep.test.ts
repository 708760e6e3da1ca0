/** The sweep: lost bells ring again, what is past its time is closed, who never confirmed is forgotten. */

import { expect, test } from "vitest";
import { confirm } from "../../src/actions/confirm.ts";
import { signUp } from "../../src/actions/sign-up.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { NO_SOURCE } from "../../src/domain/source.ts";
import { claimed } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, moveTo, orderFaults } from "../support/post-office.ts";

test("a batch whose bell was lost is rung for after ten minutes, and once in ten minutes", async () => {
  const house = engine();
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  house.rung.length = 0;

  current.now += 9 * MINUTE;
  expect(await house.tick()).toMatchObject({ rung: 0 });
  current.now += MINUTE;
  expect(await house.tick()).toMatchObject({ rung: 1 });
  expect(house.rung).toHaveLength(1);

  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
  current.now += HOUR;
  expect(await house.tick()).toMatchObject({ rung: 0 });
});

test("a queue that takes no message at all delays the mails and loses none", async () => {
  const dead = engine();
  const refusing = { sendBatch: () => Promise.reject(new Error("queue down")) } as unknown as typeof dead.deps.queue;
  const house = engine({ queue: refusing });
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();

  current.now += 11 * MINUTE;
  await dead.tickAndSend();

  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("one batch that cannot be closed does not keep the sweep from ringing for the others", async () => {
  const house = engine();
  await claimed(1, house);
  await orderFaults({ kind: "reset_after" });
  await house.answerBells();
  await rows("UPDATE batches SET sealed = '{}'");
  await visitor(house, "hanako@example.com");
  current.now += 21 * HOUR;

  await expect(sweep(house.deps, { now: current.now })).rejects.toThrow("not a function");

  expect(house.rung.map(({ bell }) => Object.keys(bell))).toEqual([["batch"], ["notice"]]);
});

test("notices and first lessons are rung for before the day's lessons", async () => {
  const house = engine();
  const { course } = house.deps;
  await readers(1, { next: "fears", last: "two-faces", course });
  await readers(1, { next: "intro-guide", course });
  await visitor(house, "hanako@example.com");
  await house.tick();
  house.rung.length = 0;

  current.now += 11 * MINUTE;
  await house.tick();

  const lessons = await rows<{ id: string; lesson: string }>("SELECT id, lesson FROM batches");
  const order = house.rung.map(({ bell }) =>
    "batch" in bell ? lessons.find(({ id }) => id === bell.batch)?.lesson : Object.keys(bell)[0],
  );
  expect(order).toEqual(["notice", "intro-guide", "fears"]);
});

test("a confirm mail whose answer is unknown is asked for again under the same key, and arrives once", async () => {
  const house = engine();
  const noticeId = await visitor(house, "hanako@example.com");
  await orderFaults({ kind: "reset_after" });
  house.rung.push({ bell: { notice: noticeId ?? "" }, at: current.now });
  expect(await house.answerBells()).toMatchObject([{ kind: "later" }]);

  current.now += 11 * MINUTE;
  await house.tickAndSend();

  expect(await rows("SELECT state, status, sealed FROM notices")).toEqual([
    { state: "closed", status: "sent", sealed: null },
  ]);
  expect(await arrivals()).toMatchObject({ total: 1 });
});

test("a confirm mail without an answer for 20 hours is unconfirmed, not sent again", async () => {
  const house = engine();
  await visitor(house, "hanako@example.com");
  await orderFaults({ kind: "error_500", times: 1_000 });
  for (let hour = 0; hour < 22; hour++) {
    await moveTo(current.now + HOUR);
    await house.tickAndSend();
  }

  expect(await rows("SELECT state, status, reason FROM notices")).toEqual([
    { state: "closed", status: "unconfirmed", reason: "no answer for 20 hours" },
  ]);
});

test("an address never confirmed is forgotten after 14 days, with its consent and notices; a confirmed one stays", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tickAndSend();
  await visitor(house, "hanako@example.com");
  await house.tickAndSend();

  current.now += 14 * DAY - MINUTE;
  expect(await house.tick()).toMatchObject({ forgotten: 0 });
  current.now += MINUTE;
  expect(await house.tick()).toMatchObject({ forgotten: 1 });

  expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: "reader0@example.com" }]);
  expect(await rows("SELECT count(*) AS n FROM consents")).toEqual([{ n: 0 }]);
  expect(await rows("SELECT count(*) AS n FROM notices")).toEqual([{ n: 0 }]);
});

test("a confirm mail that waited out a pause of ten days arrives with a link that works for seven", async () => {
  const house = engine();
  await visitor(house, "hanako@example.com");
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'quota'", current.now + 10 * DAY);
  current.now += 10 * DAY + MINUTE;
  await house.tickAndSend();

  const [mail] = await arrivedMails("hanako@example.com");
  const token = /confirm\?t=(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  expect(await confirm(house.deps, { token, now: current.now + 7 * DAY - MINUTE })).toMatchObject({
    kind: "confirmed",
  });
});

test("a confirm mail that failed does not use up the one she may have in a day", async () => {
  const house = engine();
  await visitor(house, "hanako@example.com");
  await rows("UPDATE notices SET state = 'closed', status = 'failed', reason = 'quota'");

  expect(await visitor(house, "hanako@example.com")).not.toBeNull();
  expect(await visitor(house, "hanako@example.com")).toBeNull();
});

/** Somebody signs up; her notice waits unsent. Returns its id. */
async function visitor({ deps }: Engine, email: string): Promise<string | null> {
  const address = parseAddress(email);
  if (!address) throw new Error("impossible address");
  const from = { page: "/", source: NO_SOURCE, network: null, client: null };
  const form = { address, name: "", wording: "I agree", ...from, browserSignedUp: null, isUnproved: false };
  const signedUp = await signUp(deps, { ...form, now: current.now });
  return signedUp.kind === "taken" ? signedUp.noticeId : null;
}
