/** The author is told without asking: once, at the right time, of what she can do something about. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { checkHealth } from "../../src/actions/check-health.ts";
import { keepWatch, writeWeeklyLetter } from "../../src/actions/keep-watch.ts";
import { resumeAllSending } from "../../src/actions/resume-sending.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { isLetterTime } from "../../src/domain/watch.ts";
import { askAndRing, becomeReader, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";

const AUTHOR = "author@example.com";
const watch = (house: ReturnType<typeof engine>) => keepWatch(house.deps, { now: current.now });

test("while ticks come nothing is said; when none came for 15 minutes she hears it once a day, also while sending is paused", async () => {
  const house = engine();
  await house.tick();
  current.now += 14 * MINUTE;
  expect(await watch(house)).toEqual({ alerts: [] });
  await rows("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'paused by the author'");
  const since = current.now - 14 * MINUTE;
  current.now = since + 15 * MINUTE;
  expect(await watch(house)).toEqual({ alerts: ["tick-missed"] });
  expect(await watch(house)).toEqual({ alerts: [] });
  await house.answerBells();
  const [mail, ...more] = await arrivedMails(AUTHOR);
  expect(more).toEqual([]);
  expect(mail?.text).toContain("11月2日（月）12:00を最後に動いていません");

  current.now += DAY;
  expect(await watch(house)).toEqual({ alerts: ["tick-missed"] });
});

test("of a quota that nears its end she hears before it is reached, once that day", async () => {
  const house = engine();
  const deps = { ...house.deps, config: { ...house.deps.config, dailyQuota: 110 } };
  await house.tick();
  await rows("INSERT INTO sending_days (day, accepted) VALUES ('2026-11-02', 79)");
  expect(await keepWatch(deps, { now: current.now })).toEqual({ alerts: [] });
  await rows("UPDATE sending_days SET accepted = 80");
  for (const alerts of [["quota-near"], []]) expect(await keepWatch(deps, { now: current.now })).toEqual({ alerts });
  await house.answerBells();
  expect((await arrivedMails(AUTHOR))[0]?.text).toContain("100通のうち、80通を使いました");
});

test("of mails that wait she hears within a quarter of an hour, unless a pause explains it", async () => {
  const house = engine();
  await becomeReader(house.deps, "hana@example.com");
  await house.tick();
  await rows("UPDATE batches SET state = 'open', created_at = ?1", current.now - 11 * MINUTE);
  expect(await watch(house)).toEqual({ alerts: [] });
  await rows("UPDATE batches SET created_at = ?1", current.now - 12 * MINUTE);
  expect(await watch(house)).toEqual({ alerts: ["mails-late"] });
  await rows("DELETE FROM notices");
  await rows(
    "UPDATE engine SET paused_until = ?1, pause_reason = 'the provider''s quota is used up'",
    current.now + HOUR,
  );
  expect(await watch(house)).toEqual({ alerts: [] });
});

test.each([
  ["the author ends", async (house: Engine) => void (await resumeAllSending(house.deps, { now: current.now }))],
  ["a tick finds over", async (house: Engine) => house.tick()],
  ["nobody has found over yet", async () => {}],
])("what waited through a pause that %s is late only when it still waits afterwards", async (_, end) => {
  const house = engine();
  await becomeReader(house.deps, "hana@example.com");
  await house.tick();
  await rows("UPDATE batches SET state = 'open', created_at = ?1", current.now);
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'the provider asks to wait'", current.now + HOUR);
  current.now += HOUR;
  await rows("UPDATE engine SET last_tick_at = ?1", current.now);
  await end(house);
  current.now += 4 * MINUTE;
  expect(await watch(house)).toEqual({ alerts: [] });
  expect(await checkHealth(house.deps, { now: current.now })).toMatchObject({
    ok: true,
    oldest_overdue_seconds: 64 * 60,
  });
  current.now += 8 * MINUTE;
  expect(await watch(house)).toEqual({ alerts: ["mails-late"] });
});

test("one old batch among hundreds of fresh ones is found, and how many wait is said as far as it was counted", async () => {
  const house = engine();
  await house.tick();
  await rows(
    `INSERT INTO batches (id, lesson, members, urgent, rung_at, created_at)
      SELECT printf('%022d', value), 'fears', '[]', 1, ?1 - 600000, ?1 FROM json_each(?2)`,
    current.now,
    JSON.stringify(Array.from({ length: 300 }, (_, index) => index)),
  );
  await rows(
    "INSERT INTO batches (id, lesson, members, rung_at, created_at) VALUES (printf('%022d', 999), 'fears', '[]', ?1, ?2)",
    current.now,
    current.now - 31 * MINUTE,
  );
  expect(await watch(house)).toEqual({ alerts: ["mails-late"] });
  await house.answerBells();
  expect((await arrivedMails(AUTHOR))[0]?.text).toContain("いま200件以上です");
});

test("on Monday morning one letter tells of the week, however many ticks there are", async () => {
  const house = engine();
  for (const name of ["hana", "yuki"]) await becomeReader(house.deps, `${name}@example.com`);
  await house.answerBells();
  await stop(house.deps, "yuki@example.com");
  await askAndRing(house.deps, "hana@example.com");
  await house.answerBells();
  current.now = Date.parse("2026-11-09T07:55:00+09:00");
  await house.tick();
  expect(await writeWeeklyLetter(house.deps, { now: current.now })).toBe(false);
  const written = [];
  for (current.now += 5 * MINUTE; current.now < Date.parse("2026-11-09T10:30:00+09:00"); current.now += 5 * MINUTE) {
    written.push(await writeWeeklyLetter(house.deps, { now: current.now }));
  }
  expect(written.filter(Boolean)).toHaveLength(1);
  await house.answerBells();
  const letters = (await arrivedMails(AUTHOR)).filter(({ subject }) => subject === "この1週間のコースの様子");
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toContain("登録した人：2人（うち、アドレスを確認した人：2人）");
  expect(letters[0]?.text).toContain("配信を止めた人：1人");
  expect(letters[0]?.text).toContain("個別相談の申し込み：1件");

  current.now = Date.parse("2026-11-16T08:00:00+09:00");
  expect(await writeWeeklyLetter(house.deps, { now: current.now })).toBe(true);
  expect(
    await writeWeeklyLetter(
      { ...house.deps, config: { ...house.deps.config, writesWeekly: false } },
      { now: current.now + 7 * DAY },
    ),
  ).toBe(false);
});

test("in every zone there is a time for the letter once a week, for two hours", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"),
      fc.nat(300),
      (zone, week) => {
        const from = Date.parse("2026-01-05T00:00:00Z") + week * 7 * DAY;
        const times = Array.from({ length: 7 * 48 }, (_, half) => from + half * 30 * MINUTE);
        expect(times.filter((at) => isLetterTime(zone, at))).toHaveLength(4);
      },
    ),
    { numRuns: 40 },
  );
});
