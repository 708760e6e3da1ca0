/** Erasing by address: what would go is what goes, what stays is told with its reason, and nobody is an answer too. */

import { expect, test } from "vitest";
import { askNewAddress } from "../../src/actions/ask-new-address.ts";
import { changeAddress } from "../../src/actions/change-address.ts";
import { eraseAddress, seeErasure } from "../../src/actions/erase-address.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { isNothing, receiptText } from "../../src/domain/erasure.ts";
import { ADDRESS_LINK_LIFE } from "../../src/domain/numbers.ts";
import { hashIdentity, signToken } from "../../src/domain/token.ts";
import { askAndRing, becomeReader, ownerToken } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { fileOf, imported, lineOf, tried } from "../support/import-file.ts";
import { orderFaults } from "../support/post-office.ts";
import { allRows } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";
const YUKI = "yuki@example.com";

test("looking changes nothing; then exactly that goes, the other reader keeps all, and a second time there is nothing", async () => {
  const house = engine();
  for (const email of [HANAKO, YUKI]) {
    await becomeReader(house.deps, email);
    await askAndRing(house.deps, email);
  }
  await house.answerBells();
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers WHERE email = ?1", HANAKO);
  const before = await allRows();

  const seen = await seeErasure(house.deps, hashOf(house, HANAKO));
  expect(seen).toMatchObject({
    removed: { subscribers: 1, enrollments: 1, deliveries: 1, consultations: 1, unconfirmedConsents: 0, importRows: 0 },
    kept: { consents: 1, suppressions: 1, suppressionChanges: 0 },
    mailUnderWay: false,
    email: null,
  });
  expect(await allRows()).toEqual(before);

  const { email: _, ...told } = seen;
  expect(await erase(house, HANAKO)).toEqual(told);
  const after = await allRows();
  const less = (table: string) => (before[table]?.length ?? 0) - (after[table]?.length ?? 0);
  expect(["subscribers", "enrollments", "deliveries", "consultations", "notices", "consents"].map(less)).toEqual([
    ...[1, 1, 1, 1, told.removed.notices, 0],
  ]);
  expect(JSON.stringify(after)).not.toContain(HANAKO);
  expect(isNothing(await erase(house, HANAKO))).toBe(true);
  expect(await allRows()).toEqual(after);
});

test("who only asked for a consultation is found too; an address of nobody gets the same kind of answer", async () => {
  const house = engine();
  await askAndRing(house.deps, HANAKO);
  await house.answerBells();
  expect((await erase(house, HANAKO)).removed).toMatchObject({ subscribers: 0, consultations: 1, notices: 2 });
  expect(await rows("SELECT 1 FROM consultations UNION ALL SELECT 1 FROM notices")).toEqual([]);
  const nobody = await erase(house, "nobody@example.com");
  expect(isNothing(nobody)).toBe(true);
  expect(receiptOf(house, nobody)).toContain("お預かりしていたものは、ありませんでした。");
});

test("a former address leads to her, and the address she has today is told before", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await move(house, HANAKO, YUKI);
  expect(await seeErasure(house.deps, hashOf(house, HANAKO))).toMatchObject({ email: YUKI });
  expect((await erase(house, HANAKO)).removed).toMatchObject({ subscribers: 1, formerAddresses: 1 });
  expect(await rows("SELECT email FROM subscribers")).toEqual([]);
});

test("a mail under way is told, a lesson's as well as another", async () => {
  const house = engine();
  await askAndRing(house.deps, HANAKO);
  await orderFaults({ kind: "reset_after" });
  await house.answerBells();
  const erased = await erase(house, HANAKO);
  expect(erased.mailUnderWay).toBe(true);
  expect(receiptOf(house, erased)).toContain("それだけは届くかもしれません");
});

test("a line that waits to be brought in is erased with her, and nothing is mailed to it", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO), lineOf(YUKI)));
  expect((await erase(house, HANAKO)).removed).toMatchObject({ subscribers: 0, importRows: 1 });
  await house.tick();
  await house.answerBells();
  expect(await rows("SELECT email FROM notices")).toEqual([{ email: YUKI }]);
  expect(await rows("SELECT line, outcome FROM import_rows")).toEqual([
    { line: 2, outcome: "erased" },
    { line: 3, outcome: "asked" },
  ]);
});

test("once erased, an older file does not bring her back", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await erase(house, HANAKO);
  expect(await tried(house.deps, fileOf(lineOf(HANAKO)))).toMatchObject({ verdicts: [{ why: "erased" }] });
});

test("the receipt says when, what, what stays and why, and a number that is no address", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  const text = receiptOf(house, await erase(house, HANAKO));
  expect(text).toContain("日時：2026年11月2日（月）12:00");
  expect(text).toContain("・アドレス、お名前、配信の設定：1件");
  expect(text).toContain("・1件：メールをお送りしてよいと同意いただいた記録。");
  expect(text).toContain(`控えの番号：${hashOf(house, HANAKO).slice(0, 8)}\n`);
  expect(text).not.toContain("@");
});

function hashOf({ deps }: Engine, email: string): string {
  return hashIdentity(deps.config.secrets, email);
}

function erase(house: Engine, email: string) {
  return eraseAddress(house.deps, { addressHash: hashOf(house, email), now: current.now });
}

function receiptOf({ deps }: Engine, erasure: Parameters<typeof receiptText>[0]): string {
  return receiptText(erasure, { zone: deps.course.zone, at: current.now, sender: "見本 歩" });
}

async function move({ deps }: Engine, from: string, to: string): Promise<void> {
  const address = parseAddress(to);
  if (!address) throw new Error("impossible address");
  const asked = await askNewAddress(deps, { token: await ownerToken(deps, from), address, now: current.now });
  const notice = asked.kind === "asked" ? (asked.noticeId ?? "") : "";
  const token = signToken(deps.config.secrets, "address", notice, current.now + ADDRESS_LINK_LIFE);
  expect(await changeAddress(deps, { token, now: current.now })).toMatchObject({ kind: "changed" });
}
