/** Sending a notice: her confirm mail meets every answer of the provider, arrives once, or says why it did not. */

import { expect, test } from "vitest";
import { DAY, MINUTE, PROVIDER_TIMEOUT } from "../../src/domain/numbers.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { noticedThatWeLeft, shortPatience } from "../support/patience.ts";
import { arrivals, arrivedMails, moveTo, orderFaults } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";

for (const kind of ["reset_before", "error_500", "error_500_after", "half_body", "unreadable_200", "in_flight"]) {
  test(`unknown (${kind}): the same key and bytes again, and she has it once`, () => askedAgain(kind));
}

for (const kind of ["hang", "hang_after"]) {
  test(`no answer within 30 seconds (${kind}): the same key and bytes again, and she has it once`, async () => {
    const asked = shortPatience();
    await askedAgain(kind);
    expect(asked).toEqual([PROVIDER_TIMEOUT, PROVIDER_TIMEOUT]);
  });
}

async function askedAgain(kind: string) {
  const house = engine();
  await orderFaults({ kind });
  await signUpAndRing(house.deps, HANAKO);
  expect(await house.answerBells()).toMatchObject([{ kind: "later", retryAt: current.now + 30_000 }]);
  expect(await notice()).toEqual({ state: "sealed", generation: 1, status: "claimed", reason: null });
  await rows("UPDATE subscribers SET name = 'changed meanwhile'");

  current.now += 31_000;
  if (kind === "hang") await noticedThatWeLeft();
  expect(await house.answerBells()).toMatchObject([{ kind: "closed", sent: 1 }]);
  expect(await arrivals()).toMatchObject({ total: 1, many: [] });
}

test("limited: surely not accepted, so it is sealed anew a little later", async () => {
  const house = engine();
  await orderFaults({ kind: "limited", retryAfter: 3 });
  await signUpAndRing(house.deps, HANAKO);

  expect(await house.answerBells()).toMatchObject([{ kind: "later", retryAt: current.now + 3_000 }]);
  expect(await notice()).toMatchObject({ state: "open", generation: 2 });

  current.now += 3_000;
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

for (const quota of ["daily", "monthly"]) {
  test(`exhausted: with the ${quota} quota used up it waits for midnight UTC, and the author is told`, async () => {
    const house = engine();
    await orderFaults({ kind: `${quota}_quota` });
    await signUpAndRing(house.deps, HANAKO);
    await house.answerBells();
    expect(await notice()).toMatchObject({ state: "open", status: "claimed" });

    await moveTo(Date.parse("2026-11-03T00:05:00Z"));
    await house.tickAndSend();

    expect((await arrivedMails()).map(({ to }) => to.join()).sort()).toEqual(["author@example.com", HANAKO]);
  });
}

for (const kind of ["invalid_key", "suspended"]) {
  test(`misconfigured (${kind}): it waits until the provider takes our key again`, async () => {
    const house = engine();
    await orderFaults({ kind, times: 3 });
    await signUpAndRing(house.deps, HANAKO);
    for (let time = 0; time < 5; time++) {
      await house.answerBells();
      current.now += 16 * MINUTE;
      await house.tick();
    }

    await house.answerBells();
    expect((await arrivedMails(HANAKO)).length).toBe(1);
    expect(await notice()).toMatchObject({ state: "closed", status: "sent" });
  });
}

test("refused: it failed with the provider's reason, and she may ask for another one", async () => {
  const house = engine();
  await orderFaults({ kind: "refuse_batch_422", path: "/emails" });
  await signUpAndRing(house.deps, HANAKO);
  await house.answerBells();
  expect(await notice()).toMatchObject({ state: "closed", status: "failed", reason: expect.stringMatching(/^422/) });

  await signUpAndRing(house.deps, HANAKO);
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

test("conflict (a deploy between two tries): unconfirmed at once, and never sent again by itself", async () => {
  const house = engine();
  await orderFaults({ kind: "reset_after" });
  await signUpAndRing(house.deps, HANAKO);
  await house.answerBells();
  const deployed = withOtherWords(house);

  current.now += 31_000;
  deployed.rung.push(...house.rung);
  await deployed.answerBells();
  expect(await notice()).toMatchObject({
    state: "closed",
    status: "unconfirmed",
    reason: expect.stringContaining("409"),
  });

  current.now += DAY;
  await deployed.tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 1, many: [] });
});

test("suppressed between sign-up and sending: skipped with the reason", async () => {
  const house = engine();
  await signUpAndRing(house.deps, HANAKO);
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers");

  await house.answerBells();

  expect(await notice()).toMatchObject({ state: "closed", status: "skipped", reason: "complaint" });
  expect(await arrivals()).toMatchObject({ total: 0 });
});

function withOtherWords({ deps: { mails } }: Engine): Engine {
  const { confirm } = mails.notices;
  if (!confirm) throw new Error("no notice confirm");
  return engine({ mails: { ...mails, notices: { ...mails.notices, confirm: { ...confirm, subject: "New words" } } } });
}

async function notice() {
  return (await rows("SELECT state, generation, status, reason FROM notices WHERE subscriber_id IS NOT NULL"))[0];
}
