/** Signing up an address that is known: always the same answer, the right mail or none, and nothing damaged. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails, orderFaults } from "../support/post-office.ts";
import { allRows, enrol, everythingSent, post, signUp, tell, visit } from "../support/visitor.ts";

/** Brings an address into each state an address can have. */
const STATES = {
  unknown: async () => {},
  unconfirmed: async (email: string) => {
    await signUp(email);
  },
  confirmed: async (email: string) => {
    await enrol(email);
  },
  unsubscribed: async (email: string) => {
    await post((await enrol(email)).stopLink, {});
  },
  bounced: async (email: string) => {
    await enrol(email);
    await tellLast(email, "email.bounced", { bounce: { type: "Permanent", subType: "General", message: "gone" } });
  },
  complained: async (email: string) => {
    await enrol(email);
    await tellLast(email, "email.complained");
  },
};

test("every state of an address gets the same page, status and headers", async () => {
  for (const [state, arrive] of Object.entries(STATES)) await arrive(`${state}@example.com`);
  const answers = [];
  for (const state of Object.keys(STATES)) answers.push(await facts(await signUp(`${state}@example.com`), state));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers).toHaveLength(6);
});

test("every state of an address gets the same JSON", async () => {
  for (const [state, arrive] of Object.entries(STATES)) await arrive(`${state}@example.com`);
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const answers = [];
  for (const state of Object.keys(STATES)) {
    const body = JSON.stringify({ email: `${state}@example.com`, consent: true });
    answers.push(await facts(await visit("/signup", { method: "POST", body, headers }), state));
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test.each([
  ["unknown", ["メールアドレスの確認をお願いします"]],
  ["unconfirmed", ["メールアドレスの確認をお願いします"]],
  ["confirmed", ["すでにお申し込みいただいています"]],
  ["unsubscribed", ["メールアドレスの確認をお願いします"]],
  ["bounced", []],
  ["complained", []],
] as const)("two days later, somebody %s is sent %j", async (state, subjects) => {
  const before = await brought(state);
  current.now += 2 * DAY;
  await signUp("hanako@example.com");
  await everythingSent();
  const mails = (await arrivedMails("hanako@example.com")).slice(before);
  expect(mails.map(({ subject }) => subject)).toEqual(subjects);
});

test.each(["unconfirmed", "confirmed", "unsubscribed", "bounced", "complained"] as const)(
  "signing up again changes nothing about somebody %s, whoever does it under whatever name",
  async (state) => {
    await brought(state);
    const { subscribers, enrollments, deliveries, suppressions } = await allRows();
    current.now += 2 * DAY;
    await signUp("hanako@example.com");
    await signUp("HANAKO@example.com", { name: state === "unconfirmed" ? "" : "別の人" });
    await everythingSent();
    // Somebody unconfirmed is waited for anew; everything else is as it was.
    if (state === "unconfirmed")
      for (const row of subscribers ?? []) Object.assign(row as object, { signed_up_at: current.now });
    expect(await allRows()).toMatchObject({ subscribers, enrollments, deliveries, suppressions });
  },
);

test.each(["bounced", "complained"] as const)("of somebody %s not even the question is kept", async (state) => {
  await brought(state);
  const { sign_up_counts: _, ...before } = await allRows();
  await signUp("hanako@example.com");
  // That there was one more sign-up is counted, for her as for everybody, by a hash of her domain.
  expect(await allRows()).toMatchObject(before);
});

test("who never confirmed may still correct her name", async () => {
  await signUp("hanako@example.com", { name: "はなこ" });
  await signUp("hanako@example.com", { name: "花子" });
  expect(await rows("SELECT name FROM subscribers")).toEqual([{ name: "花子" }]);
});

test("many sign-ups at once are one subscriber and one mail", async () => {
  await Promise.all(Array.from({ length: 8 }, () => signUp("hanako@example.com")));
  await everythingSent();
  expect(await rows("SELECT 1 FROM subscribers")).toHaveLength(1);
  expect(await arrivedMails()).toHaveLength(1);
});

test("an address that the provider refuses is tried four times a day, not as often as somebody likes", async () => {
  await orderFaults({ kind: "refuse_batch_422", times: 100 });
  for (let time = 0; time < 6; time++) {
    await signUp("hanako@example.com");
    await everythingSent();
  }
  expect(await rows("SELECT status FROM notices")).toEqual(Array(4).fill({ status: "failed" }));
  expect(await rows("SELECT 1 FROM consents")).toHaveLength(4);

  current.now += DAY;
  await signUp("hanako@example.com");
  expect(await rows("SELECT 1 FROM notices")).toHaveLength(5);
});

/** Brings hanako there; returns how many mails she has by then. */
async function brought(state: keyof typeof STATES): Promise<number> {
  await STATES[state]("hanako@example.com");
  await everythingSent();
  return (await arrivedMails("hanako@example.com")).length;
}

async function tellLast(email: string, type: string, more: Record<string, unknown> = {}) {
  const mail = (await arrivedMails(email)).at(-1);
  if (!mail) throw new Error(`no mail to ${email}`);
  expect((await tell(mail, type, more)).status).toBe(200);
}

/** All of an answer that somebody outside can see, but for her own address. */
async function facts(answer: Response, state: string) {
  const body = (await answer.text()).replaceAll(`${state}@`, "x@");
  const names = [...answer.headers.keys()].sort();
  const length =
    Number(answer.headers.get("Content-Length") ?? 0) - (answer.headers.has("Content-Length") ? state.length : 0);
  return { status: answer.status, body, names, length };
}
