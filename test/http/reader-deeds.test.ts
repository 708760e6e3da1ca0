/** What the author does for a reader who wrote or telephoned: once, written down, and to nobody else. */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { doneIn, HANAKO, readerOfEmail, ticks, withHanako } from "../support/desk-reader.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, enrol, everythingSent, signUp } from "../support/visitor.ts";

test("the next lesson now: sent once, however often the button is pressed, in two tabs, with ticks between", async () => {
  const { press } = await withHanako();
  expect(await press("next", { lesson: "two-faces" })).toBe("not-sure");
  const wish = { lesson: "two-faces", sure: "yes", reason: "電話で頼まれた" };
  expect(await press("next", wish)).toBe("next-sent");
  expect(await press("next", wish)).toBe("next-already");
  await ticks();
  await everythingSent();
  expect((await arrivedMails(HANAKO)).filter(({ tags }) => tags.lesson === "two-faces")).toHaveLength(1);
  expect(await rows("SELECT deed, detail, reason, done_at FROM desk_deeds")).toEqual([
    { deed: "next-lesson", detail: "two-faces", reason: "電話で頼まれた", done_at: current.now },
  ]);
});

test("hour, days and pace are changed for her, her next lesson is dated anew, and only a change is written down", async () => {
  const { see, path, press } = await withHanako();
  expect(await press("hour", { hour: "6:30", zone: "Asia/Tokyo" })).toBe("clock-changed");
  expect(await press("hour", { hour: "6:30", zone: "Asia/Tokyo" })).toBe("clock-changed");
  expect(await press("days", { quiet_2: "on", quiet_128: "on" })).toBe("clock-changed");
  expect(await press("pace", { pace: "7" })).toBe("clock-changed");
  expect(await press("pace", { pace: "2" })).toBe("no-pace");
  expect(await press("hour", { hour: "other", time: "23:45" })).toBe("too-late");
  await ticks();
  const html = await see(path);
  expect(html).toContain(
    "11月9日（月）6:30に送ります。前の1通から7日後（本人が選んだ、週に1通のペース）です。6:30は、本人が選んだ朝の時刻です。",
  );
  expect(html).toContain("6:30、日本、火曜・祝日は休み、週に1通");
  expect(await rows("SELECT detail FROM desk_deeds ORDER BY id")).toEqual([
    { detail: "hour" },
    { detail: "days" },
    { detail: "pace" },
  ]);
});

test("she is moved to a lesson that she never had, once; a page from before begins nothing again", async () => {
  const { press } = await withHanako();
  const wish = { lesson: "step-2-look", part: "0", sure: "yes", reason: "先の回から" };
  expect(await press("move", { ...wish, lesson: "no-such" })).toBe("moved-not-hers");
  expect(await press("move", wish)).toBe("moved");
  expect(await press("move", wish)).toBe("moved-already");
  await ticks();
  await everythingSent();
  expect(await rows("SELECT part, from_lesson, next_lesson FROM enrollments ORDER BY part")).toMatchObject([
    { part: 0, next_lesson: null },
    { part: 1, from_lesson: "step-2-look", next_lesson: "step-3-small" },
  ]);
  expect(await rows("SELECT deed FROM desk_deeds")).toEqual([{ deed: "moved" }]);
});

test("stopped at her word: nothing leaves any more, the reason stands on the page, and only she comes back", async () => {
  const { see, path, press } = await withHanako();
  expect(await press("stop", { sure: "yes", reason: "  " })).toBe("no-reason");
  expect(await press("stop", { reason: "電話" })).toBe("not-sure");
  expect(await press("stop", { reason: "11月2日に電話", sure: "yes" })).toBe("stopped");
  expect(await press("stop", { reason: "もう一度", sure: "yes" })).toBe("stopped");
  current.now += DAY;
  await ticks();
  expect((await arrivedMails(HANAKO)).filter(({ tags }) => tags.lesson)).toHaveLength(1);
  const html = await see(path);
  expect(html).toContain("ここから止めました（11月2日に電話）");
  expect(html).toContain("戻せるのは本人だけです");
  expect(await press("next", { lesson: "two-faces", sure: "yes" })).toBe("next-stopped");
  expect(await press("move", { lesson: "fears", part: "0", sure: "yes" })).toBe("moved-stopped");
  expect(await rows("SELECT deed, reason FROM desk_deeds")).toEqual([{ deed: "stopped", reason: "11月2日に電話" }]);
});

test("suppressed and released by hand, each once, and a complaint only with her written wish", async () => {
  const { see, path, press } = await withHanako();
  expect(await press("suppress", { reason: "会社のアドレスだった", sure: "yes" })).toBe("suppressed");
  expect(await press("suppress", { reason: "もう一度", sure: "yes" })).toBe("suppressed-already");
  expect(await see(path)).toContain("理由：会社のアドレスだった");
  await rows("UPDATE suppressions SET reason = 'complaint'");
  expect(await see(path)).toContain("--she-asked --remote");
  expect(await press("release", { reason: "電話" })).toBe("she-must-ask");
  expect(await press("release", { reason: "手紙", asked: "yes" })).toBe("released");
  expect(await press("release", { reason: "手紙", asked: "yes" })).toBe("not-suppressed");
  await ticks();
  expect((await arrivedMails(HANAKO)).filter(({ tags }) => tags.lesson)).toHaveLength(1);
  expect(await see(path)).toContain("本人の書面の希望で、送信停止を解きました");
});

test("erased only when her address is typed; then she is gone, and a second press finds nobody", async () => {
  const mailedAt = current.now;
  const { see, visit: look, path, who, post: send } = await withHanako();
  current.now += HOUR;
  expect(await see(`${path}/erase`)).toContain("消しても残るもの");
  expect(doneIn(await send(`${path}/erase`, { t: who, email: "yuki@example.com" }))).toBe("other-address");
  expect(await rows("SELECT id FROM subscribers")).toHaveLength(1);
  const gone = await send(`${path}/erase`, { t: who, email: " Hanako@example.com" });
  expect(await see(gone.headers.get("Location") ?? "")).toContain("残っているもの");
  expect(await rows("SELECT id FROM subscribers")).toEqual([]);
  expect((await send(`${path}/erase`, { t: who, email: HANAKO })).status).toBe(404);
  await ticks();
  const missing = await look(path);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("この読者はいません");
  expect(await rows("SELECT last_mail_at FROM consents")).toEqual([{ last_mail_at: mailedAt }]);
});

test("a number that was given to somebody else meanwhile is nobody's: the old page changes nothing", async () => {
  const { post: send, path, who } = await withHanako();
  await rows("DELETE FROM subscribers");
  await enrol("yuki@example.com");
  expect(await readerOfEmail("yuki@example.com")).toMatchObject({ path });
  const before = await allRows();
  for (const deed of ["next", "hour", "days", "pace", "move", "stop", "suppress", "release", "file", "erase"]) {
    const wish = { lesson: "two-faces", part: "0", sure: "yes", reason: "r", hour: "6:30", email: HANAKO, pace: "7" };
    expect([deed, doneIn(await send(`${path}/${deed}`, { t: who, ...wish }))]).toEqual([deed, "changed"]);
  }
  expect(await allRows()).toEqual(before);
});

test("everything held about her is one file, and of nobody else; also of who never confirmed", async () => {
  const { post: send, path, who } = await withHanako();
  await signUp("yuki@example.com");
  await everythingSent();
  const file = await send(`${path}/file`, { t: who });
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename="reader-\d+-2026-11-02\.json"$/);
  const text = await file.text();
  expect(JSON.parse(text)).toMatchObject({ product: "Ayumi", subscribers: [{ email: HANAKO }], desk_deeds: [] });
  expect(text).not.toContain("yuki@");
  const yuki = await readerOfEmail("yuki@example.com");
  expect(await (await send(`${yuki.path}/file`, { t: yuki.who })).text()).toContain("yuki@example.com");
});

test("who never confirmed is told of as such, gets nothing by hand, and can be erased", async () => {
  await signUp("yuki@example.com");
  await everythingSent();
  const { path, who } = await readerOfEmail("yuki@example.com");
  const { see, post: send } = await authorAtDesk();
  const html = await see(path);
  expect(html).toContain("まだアドレスの確認がすんでいません");
  expect(html).not.toContain("いま送る");
  expect(doneIn(await send(`${path}/next`, { t: who, lesson: "intro-guide", sure: "yes" }))).toBe("not-begun");
  expect(doneIn(await send(`${path}/erase`, { t: who, email: "yuki@example.com" }))).toBe("erased");
});

test("a reason with signs that nobody sees, or one cut in the middle of a sign, is kept as it can be read", async () => {
  const { see, path, press } = await withHanako();
  const reason = `\u0000\u202e電話で${"あ".repeat(496)}😀`;
  expect(await press("stop", { sure: "yes", reason: "\u0000\u200e" })).toBe("no-reason");
  expect(await press("stop", { sure: "yes", reason })).toBe("stopped");
  const [deed] = await rows<{ reason: string }>("SELECT reason FROM desk_deeds");
  expect(deed?.reason).toBe(`電話で${"あ".repeat(496)}😀`);
  expect(await see(path)).toContain("😀");
});

test("two tabs that suppress at one moment write it down once", async () => {
  const { path, who, post: send } = await withHanako();
  const press = () => send(`${path}/suppress`, { t: who, reason: "電話", sure: "yes" });
  await Promise.all([press(), press(), press()]);
  expect(await rows("SELECT change FROM suppression_changes")).toHaveLength(1);
});
