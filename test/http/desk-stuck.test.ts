/** Who is stuck and why, and the author's hand on the switch of all sending. */

import { expect, test } from "vitest";
import { lookAtStuck } from "../../src/actions/look-at-stuck.ts";
import { markAsRestored } from "../../src/actions/mark-restored.ts";
import { endGap } from "../../src/db/restores.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { enrol, everythingSent, signUp } from "../support/visitor.ts";

test("everybody stuck stands on the page with a reason and a remedy, nobody else does", async () => {
  const house = engine();
  await readers(5, { next: "fears", last: null, course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1 WHERE subscriber_id = 1", current.now - HOUR);
  await rows("UPDATE enrollments SET next_due_at = ?1 WHERE subscriber_id <> 1", current.now + HOUR);
  const put = `INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, reason, claimed_at)
    SELECT id, 'two-faces', 'b', ?2, ?3, 1 FROM enrollments WHERE subscriber_id = ?1`;
  await rows(put, 2, "unconfirmed", "no answer for 20 hours");
  await rows(put, 3, "failed", "the domain is not verified");
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers WHERE id = 4");
  await rows("INSERT INTO suppressions VALUES ('nobodys-hash-nobodys-h', 'hard_bounce', 2)");

  const html = await (await authorAtDesk()).see("/admin/stuck");
  const main = html.split("<main")[1] ?? "";
  for (const id of [1, 2, 3, 4]) expect(main).toContain(`reader${id - 1}@example.com`);
  expect(main).not.toContain("reader4@example.com");
  expect(main).toContain("定期の見回りが、まだ一度も動いていません。");
  expect(main).toContain("送信サービスの返事が20時間なかったため");
  expect(main).toContain("the domain is not verified");
  expect(main).toContain("迷惑メールとして報告された");
  expect(main).toContain("アドレスは符号だけ");
});

test("what a reader typed as her name stays text", async () => {
  await signUp("yuki@example.com", { name: "" });
  await rows("UPDATE subscribers SET name = '<img src=x onerror=alert(1)>', signed_up_at = ?1", current.now - 2 * HOUR);
  expect(await (await authorAtDesk()).see("/admin/stuck")).not.toContain("<img");
});

test("her pause holds everything, however often it is pressed, and resuming sends each mail once", async () => {
  await enrol("hanako@example.com");
  const author = await authorAtDesk();
  for (let time = 0; time < 2; time++) {
    const paused = await author.post("/admin/sending/pause", { why: "年末 <休み>" });
    expect(paused.headers.get("Location")).toBe("/admin/sending?done=paused");
  }
  const shown = await author.see("/admin/sending?done=paused");
  expect(shown).toContain("作業台から止めました：年末 &lt;休み&gt;");
  expect(shown).toContain("すべての送信を止めました");

  const house = engine();
  current.now = Date.parse("2026-11-03T21:35:00+09:00");
  await signUp("yuki@example.com");
  await house.tickAndSend();
  expect(await arrivedMails("yuki@example.com")).toEqual([]);
  expect((await arrivedMails("hanako@example.com")).filter(({ tags }) => tags.lesson)).toHaveLength(1);

  for (const done of ["resumed", "not-paused"]) {
    const resumed = await author.post("/admin/sending/resume", {});
    expect(resumed.headers.get("Location")).toBe(`/admin/sending?done=${done}`);
  }
  await house.tickAndSend();
  current.now += 11 * MINUTE;
  await house.tickAndSend();
  await everythingSent();
  expect((await arrivedMails("hanako@example.com")).filter(({ tags }) => tags.lesson)).toHaveLength(2);
  expect(await arrivedMails("yuki@example.com")).toHaveLength(1);
});

test("after a restore the desk says what is missing, and resumes only when it is reconciled", async () => {
  const { deps } = engine();
  await markAsRestored(deps, { knowsUntil: current.now - HOUR, now: current.now });
  const author = await authorAtDesk();
  const refused = await author.post("/admin/sending/resume", {});
  const page = await author.see(refused.headers.get("Location") ?? "");
  for (const words of ["照合が、まだ済んでいません", "照合待ちです"]) expect(page).toContain(words);
  await deps.db.batch(endGap(deps.db, { stops: "unknown", counts: {}, now: current.now }));
  expect(await author.see("/admin/sending")).toContain("照合が済み、再開を待っています");
  const resumed = await author.post("/admin/sending/resume", {});
  expect(resumed.headers.get("Location")).toBe("/admin/sending?done=resumed");
});

test("in a house without trouble a tick leaves nobody overdue", async () => {
  const house = engine();
  await readers(3, { next: "fears", last: null, course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now - 40 * MINUTE);
  await house.tickAndSend();
  expect(await lookAtStuck(house.deps, { now: current.now })).toMatchObject({ troubles: [], overdue: [] });
});
