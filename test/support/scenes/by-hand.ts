/** What a reader does on her own page. Whoever finds it broken presses the button again. */

import { expect } from "vitest";
import { askFreshLink } from "../../../src/actions/ask-fresh-link.ts";
import { askNewAddress } from "../../../src/actions/ask-new-address.ts";
import { changeAddress } from "../../../src/actions/change-address.ts";
import { changeClock } from "../../../src/actions/change-clock.ts";
import { deliverNow } from "../../../src/actions/deliver-now.ts";
import { erasePerson } from "../../../src/actions/erase-person.ts";
import { ring } from "../../../src/actions/ring.ts";
import { sendNextNow } from "../../../src/actions/send-next-now.ts";
import { startAgain } from "../../../src/actions/start-again.ts";
import type { Deps } from "../../../src/deps.ts";
import { parseAddress } from "../../../src/domain/address.ts";
import { ADDRESS_LINK_LIFE } from "../../../src/domain/numbers.ts";
import { signToken } from "../../../src/domain/token.ts";
import { becomeReader, courseToken, ownerToken } from "../acts.ts";
import { current } from "../current.ts";
import { type Engine, rows } from "../engine.ts";
import { arrivals } from "../post-office.ts";
import { recover, type Scene } from "./scene.ts";

const HANAKO = "hanako@example.com";
const NEW = "hanako@new.example.com";

/** She has the guide, and her confirm mail came too. Her tokens are made before anything breaks. */
async function reader(house: Engine): Promise<void> {
  await becomeReader(house.deps, HANAKO);
  await house.answerBells();
  tokens.course = await courseToken(house.deps, HANAKO);
  tokens.owner = await ownerToken(house.deps, HANAKO);
}

const tokens = { course: "", owner: "", address: "" };

export const byHand: readonly Scene[] = [
  {
    name: "changing her clock",
    before: reader,
    act: changeHour,
    after: async ({ deps }) => {
      await changeHour(deps);
      expect(
        await rows("SELECT minute, next_due_at FROM enrollments JOIN subscribers s JOIN clocks k ON k.id = s.clock_id"),
      ).toEqual([{ minute: 390, next_due_at: Date.parse("2026-11-03T06:30:00+09:00") }]);
    },
  },
  {
    name: "the next lesson now",
    before: reader,
    act: nextNow,
    after: async (house) => {
      await nextNow(house.deps);
      await recover(house);
      expect(await lessons()).toEqual(["0 intro-guide sent", "0 two-faces sent"]);
      expect(await arrivals()).toMatchObject({ total: 3, many: [] });
    },
  },
  {
    name: "starting again from a lesson",
    before: reader,
    act: again,
    after: async (house) => {
      await again(house.deps);
      await recover(house);
      expect(await lessons()).toEqual(["0 intro-guide sent", "1 intro-guide sent"]);
      expect(await arrivals()).toMatchObject({ total: 3 });
    },
  },
  {
    name: "asking for a fresh link",
    before: reader,
    act: freshLink,
    after: async (house) => {
      await recover(house);
      if ((await arrivals()).total === 2) await freshLink(house.deps);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 3, many: [] });
    },
  },
  {
    name: "asking to move to another address",
    before: reader,
    act: askToMove,
    after: async (house) => {
      await askToMove(house.deps);
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 3, many: [] });
    },
  },
  {
    name: "moving to another address",
    before: async (house) => {
      await reader(house);
      await askToMove(house.deps);
      const [proof] = await rows<{ id: string }>("SELECT id FROM notices WHERE kind = 'address-proof'");
      const { secrets } = house.deps.config;
      tokens.address = signToken(secrets, "address", proof?.id ?? "", current.now + ADDRESS_LINK_LIFE);
    },
    act: move,
    after: async ({ deps }) => {
      expect(await move(deps)).toMatchObject({ kind: "changed" });
      expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: NEW }]);
      expect(await rows("SELECT count(*) AS n FROM former_addresses")).toEqual([{ n: 1 }]);
    },
  },
  {
    name: "being erased",
    before: reader,
    act: erase,
    after: async ({ deps }) => {
      await erase(deps);
      expect(await rows("SELECT id FROM subscribers UNION ALL SELECT id FROM enrollments")).toEqual([]);
      expect(await rows("SELECT count(*) AS n FROM consents")).toEqual([{ n: 1 }]);
    },
  },
];

function changeHour(deps: Deps) {
  return changeClock(deps, { token: tokens.course, choice: { minute: 390 }, now: current.now });
}

async function nextNow(deps: Deps) {
  const sent = await sendNextNow(deps, { token: tokens.course, lesson: "two-faces", now: current.now });
  if (sent.kind === "sent") await deliverNow(deps, sent.batchIds);
}

async function again(deps: Deps) {
  const begun = await startAgain(deps, { token: tokens.course, lesson: "intro-guide", part: 0, now: current.now });
  if (begun.kind === "begun") await deliverNow(deps, begun.batchIds);
}

async function freshLink(deps: Deps) {
  const asked = await askFreshLink(deps, { token: tokens.course, now: current.now });
  if (asked.kind === "on-its-way") await ring(deps, [{ notice: asked.noticeId }]);
}

async function askToMove(deps: Deps) {
  const address = parseAddress(NEW);
  if (!address) throw new Error("impossible address");
  const asked = await askNewAddress(deps, { token: tokens.owner, address, now: current.now });
  if (asked.kind === "asked" && asked.noticeId) await ring(deps, [{ notice: asked.noticeId }]);
}

function move(deps: Deps) {
  return changeAddress(deps, { token: tokens.address, now: current.now });
}

function erase(deps: Deps) {
  return erasePerson(deps, { token: tokens.owner, now: current.now });
}

async function lessons(): Promise<string[]> {
  const told = await rows<{ told: string }>(`
    SELECT e.part || ' ' || d.lesson || ' ' || d.status AS told FROM deliveries d
    JOIN enrollments e ON e.id = d.enrollment_id ORDER BY e.part, d.lesson`);
  return told.map((row) => row.told);
}
