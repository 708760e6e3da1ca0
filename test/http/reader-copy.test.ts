/** A lesson once more for a reader who lost it: one mail a press, written down, told apart from her course on her page at the desk. */

import { expect, test } from "vitest";
import { HANAKO, ticks, withHanako } from "../support/desk-reader.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { everythingSent } from "../support/visitor.ts";

test("sent once however often it is pressed; her passage, what is on its way and her parts stay those of the course", async () => {
  const { see, path, press } = await withHanako();
  expect(await see(path)).toContain("送ったレッスンを、もう一度送る");
  const passage = await rows("SELECT * FROM enrollments");
  const wish = { lesson: "intro-guide", reason: "消してしまった" };
  expect(await press("copy", wish)).toBe("copy-sent");
  expect(await press("copy", wish)).toBe("copy-already");
  expect(await press("copy", { lesson: "two-faces" })).toBe("copy-not-hers");
  await ticks();
  await everythingSent();
  expect((await arrivedMails(HANAKO)).filter(({ tags }) => tags.lesson === "intro-guide")).toHaveLength(2);
  expect(await rows("SELECT * FROM enrollments WHERE course NOT GLOB 'copy:*'")).toEqual(passage);
  expect(await rows("SELECT deed, detail, reason FROM desk_deeds")).toEqual([
    { deed: "copy", detail: "intro-guide", reason: "消してしまった" },
  ]);
  const html = await see(path);
  expect(html.match(/もう一度送った1通/g)).toHaveLength(1);
  expect(html).toContain("を、もう一度送りました");
  expect(html).not.toContain("回目の始めなおし");
});

test("a copy on its way is not taken for her next lesson being on its way", async () => {
  const { see, path } = await withHanako();
  const next = async () => (await see(path)).split("<h2>これから届くもの")[0]?.split('<dl class="figures">')[1];
  const before = await next();
  expect(before).toContain('<p class="next">');
  await rows(
    "INSERT INTO enrollments (subscriber_id, course, last_lesson, created_at, completed_at) SELECT id, 'copy:intro-guide', 'intro-guide', 1, 1 FROM subscribers",
  );
  await rows(
    "INSERT INTO batches (id, lesson, members, rung_at, created_at) VALUES ('copy-0123456789abcdefg', 'intro-guide', '[]', 1, 1)",
  );
  await rows(
    "INSERT INTO deliveries (enrollment_id, lesson, batch_id, claimed_at) SELECT max(id), 'intro-guide', 'copy-0123456789abcdefg', 1 FROM enrollments",
  );
  expect(await next()).toBe(before);
});
