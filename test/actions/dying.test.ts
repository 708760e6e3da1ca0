/** The Worker stopped at each await of everything it does: afterwards each reader has each mail once, and nobody is stuck. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { confirm } from "../../src/actions/confirm.ts";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import { ring } from "../../src/actions/ring.ts";
import { signUp } from "../../src/actions/sign-up.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import type { Deps } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { CONFIRM_LINK_LIFE, MINUTE } from "../../src/domain/numbers.ts";
import { hashIdentity, signToken } from "../../src/domain/token.ts";
import { current } from "../support/current.ts";
import { type Death, dying } from "../support/dying.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";

/** What a Worker does in one invocation, and what must be true after it died anywhere in it and the clock went on. */
type Scene = {
  name: string;
  before?: (house: Engine) => Promise<unknown>;
  act: (deps: Deps) => Promise<unknown>;
  after: (house: Engine) => Promise<unknown>;
};

const scenes: Scene[] = [
  {
    name: "signing up",
    act: signUpHanako,
    after: async (house) => {
      await signUpHanako(house.deps);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 1, many: [] });
    },
  },
  {
    name: "confirming",
    before: async ({ deps }) => signUpHanako(deps),
    act: confirmHanako,
    after: async (house) => {
      await confirmHanako(house.deps);
      await recover(house);
      expect(await rows("SELECT lesson, status FROM deliveries")).toEqual([{ lesson: "intro-guide", status: "sent" }]);
      expect((await arrivals()).many).toEqual([]);
    },
  },
  {
    name: "a tick that claims, advances and rings",
    before: ({ deps }) => readers(120, { next: "fears", last: "two-faces", course: deps.course }),
    act: async (deps) => {
      await queueDueLessons(deps, { now: current.now });
      await sweep(deps, { now: current.now });
    },
    after: eachHasFearsOnce(120),
  },
  {
    name: "answering a bell: lease, seal, send and record",
    before: async (house) => {
      await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
      await house.tick();
    },
    act: async (deps) => {
      const [batch] = await rows<{ id: string }>("SELECT id FROM batches");
      await answerBell(deps, { bell: { batch: batch?.id ?? "" }, now: current.now });
    },
    after: eachHasFearsOnce(3),
  },
  {
    name: "stopping",
    before: ({ deps }) => readers(1, { next: "fears", last: "two-faces", course: deps.course }),
    act: stopFirstReader,
    after: async (house) => {
      await stopFirstReader(house.deps);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 0 });
    },
  },
  {
    name: "recording a complaint",
    before: async (house) => {
      await readers(1, { next: "fears", last: "two-faces", course: house.deps.course });
      await house.tickAndSend();
    },
    act: complain,
    after: async (house) => {
      await complain(house.deps);
      await recover(house);
      expect(await rows("SELECT stop_reason, next_due_at FROM enrollments")).toEqual([
        { stop_reason: "complaint", next_due_at: null },
      ]);
      expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
      expect(await rows("SELECT count(*) AS n FROM mail_events")).toEqual([{ n: 1 }]);
    },
  },
];

for (const scene of scenes) {
  for (const moment of ["before", "after"] as const) {
    test(`${scene.name}, dying ${moment} each step`, async () => {
      const steps = await run(scene, { step: 0, moment });
      expect(steps).toBeGreaterThan(0);
      for (let step = 1; step <= steps; step++) await run(scene, { step, moment });
    });
  }
}

/** Plays the scene from an empty house; returns how many steps it took. Step 0 never comes: nobody dies. */
async function run(scene: Scene, death: Death): Promise<number> {
  await emptyHouse();
  const house = engine();
  await scene.before?.(house);
  const { deps, steps } = dying(house.deps, death);
  const died = await scene.act(deps).then(
    () => false,
    () => true,
  );
  if (death.step === 0) expect(died).toBe(false);
  await scene.after(house);
  return steps();
}

async function emptyHouse() {
  const tables = [
    "mail_events",
    "notices",
    "deliveries",
    "batches",
    "enrollments",
    "consents",
    "suppressions",
    "subscribers",
  ];
  for (const table of tables) await rows(`DELETE FROM ${table}`);
  await fetch(`${current.room}/_local/mails`, { method: "DELETE" });
}

/** Three ticks over half an hour, with their bells answered. */
async function recover(house: Engine) {
  for (let tick = 0; tick < 3; tick++) {
    current.now += 11 * MINUTE;
    await house.tickAndSend();
  }
}

function eachHasFearsOnce(count: number) {
  return async (house: Engine) => {
    await recover(house);
    expect(await rows("SELECT status, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY status")).toEqual([
      { status: "sent", n: count },
    ]);
    expect(await arrivals()).toMatchObject({ total: count, many: [] });
    expect(await rows("SELECT DISTINCT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-1-words" }]);
  };
}

async function signUpHanako(deps: Deps) {
  const address = parseAddress("hanako@example.com");
  if (!address) throw new Error("impossible address");
  const form = { address, name: "", wording: "I agree", page: "/", browserSignedUp: null };
  const { noticeId } = await signUp(deps, { ...form, now: current.now });
  if (noticeId) await ring(deps, [{ notice: noticeId }]);
}

async function confirmHanako(deps: Deps) {
  const hash = await hashIdentity(deps.config.secrets, "hanako@example.com");
  const token = await signToken(deps.config.secrets, "confirm", hash, current.now + CONFIRM_LINK_LIFE);
  const result = await confirm(deps, { token, now: current.now });
  if (result.kind === "confirmed") await deliverNow(deps, result.batchIds);
}

async function stopFirstReader(deps: Deps) {
  const [reader] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers");
  const token = await signToken(deps.config.secrets, "unsubscribe", reader?.address_hash ?? "", null);
  await unsubscribe(deps, { token, now: current.now });
}

async function complain(deps: Deps) {
  const [batch] = await rows<{ id: string; enrollment: number }>(
    "SELECT id, members ->> '$[0][0]' AS enrollment FROM batches",
  );
  const about = { enrollmentId: batch?.enrollment ?? 0, lesson: "fears", batchId: batch?.id ?? "" };
  const event = {
    id: "msg_1",
    type: "email.complained",
    providerId: "p",
    happenedAt: 1,
    about,
    news: { kind: "complained" as const },
  };
  await recordMailEvent(deps, { event, now: current.now });
}
