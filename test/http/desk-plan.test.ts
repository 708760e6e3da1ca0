/** The desk's pages about what is to come: the plan of the deployed course, and dates tried. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { planOnPage } from "../../src/actions/plan-course.ts";
import type { Env } from "../../src/deps.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { courseShape } from "../../src/domain/place.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { allRows, visit } from "../support/visitor.ts";
import { watchDatabase } from "../support/watched-database.ts";

const [first, second] = course.lessons.map(({ key }) => key);

test("with nobody under way the plan says so, and what to run before a deploy", async () => {
  const { see } = await authorAtDesk();
  const page = await see("/admin/plan");
  expect(page).toContain("公開されているコースと、読者の予定はそろっています。");
  expect(page).toContain("いま、レッスンを待っている方はいません。");
  expect(page).toContain("npm run plan -- --remote");
});

test("an edit that the engine has not planned with yet is told, with whom it touches and what is dangerous about it", async () => {
  const { see } = await authorAtDesk();
  const letter = { key: "letter", subject: "letter", preheader: "", wait: 1 };
  const live = { ...course, lessons: course.lessons.toSpliced(2, 0, letter) };
  await readers(7, { next: second ?? "", last: first ?? null, course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + DAY);
  await rows("UPDATE engine SET course_shape = ?1", courseShape(live));
  const before = await allRows();

  const page = await see("/admin/plan");
  expect(page).toContain("letter の行がなくなりました。");
  expect(page).toContain("skip:letter");
  expect(page).toContain("届くはずだった7人に、届かなくなります。");
  expect(page).toContain("7人がレッスンを待っています。変更で、そのうち7人のレッスンか日どりが変わります。");
  expect(page).toContain("7通");
  expect(await allRows()).toEqual(before);
});

test("the plan's page reads no more of a hundred times as many readers", async () => {
  const { deps } = engine();
  const read = async (count: number) => {
    await readers(count, { next: "fears", last: "two-faces", course: deps.course });
    let rowsRead = 0;
    const db = watchDatabase((env as unknown as Env).DB, async (_, make) => {
      const answer = await make();
      for (const { meta } of answer as D1Result[]) rowsRead += meta.rows_read;
      return answer;
    });
    const { kind } = await planOnPage({ ...deps, db }, { now: current.now, limit: 50 });
    return { kind, rowsRead };
  };
  expect((await read(50)).kind).toBe("planned");
  const few = await read(10);
  const many = await read(6_000);
  expect([few.kind, many.kind]).toEqual(["too-many", "too-many"]);
  expect(many.rowsRead).toBe(few.rowsRead);
  expect(many.rowsRead).toBeLessThan(200);
});

test("dates are tried for any beginning and clock, and nothing is changed", async () => {
  const { see } = await authorAtDesk();
  const before = await allRows();
  expect(await see("/admin/simulate")).toContain(
    `全${course.lessons.filter(({ retired }) => !retired).length}通。11月2日（月）に始まり`,
  );
  const page = await see(
    "/admin/simulate?date=2026-11-20&at=12:00&hour=06:30&zone=Asia/Tokyo&pace=1&quiet_32=on&quiet_64=on&quiet_128=on",
  );
  expect(page).toContain("2026年11月");
  expect(page).toContain("土曜・日曜はお休みの日、月曜は祝日なので、火曜の6:30になります。");
  expect(await allRows()).toEqual(before);
});

test("a choice that cannot be is told beside its field, and keeps what was typed", async () => {
  const author = await authorAtDesk();
  const answer = await author.visit(
    "/admin/simulate?date=2026-02-30&at=%22%3Enoon&hour=23:59&zone=Mars&pace=3&quiet_1=on&quiet_2=on&quiet_4=on&quiet_8=on&quiet_16=on&quiet_32=on&quiet_64=on",
  );
  const page = await answer.text();
  expect(answer.status).toBe(422);
  for (const id of ["date", "at", "hour", "zone", "pace", "quiet"]) expect(page).toContain(`id="${id}-error"`);
  expect(page).toContain('value="&quot;&gt;noon"');
  expect(page).toContain('value="23:59"');
  expect(page).not.toContain('class="calendar"');
});

test("both stand behind the door", async () => {
  for (const path of ["/admin/plan", "/admin/simulate"]) expect((await visit(path)).status).toBe(401);
});
