/** Her own page and its deeds as her browser meets them: links of real mails, forms, redirects, and what the pages then say. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { enrol, everythingSent, post, visit } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";

/** The newest link to this path that came to her. */
async function linkTo(path: string, email = HANAKO): Promise<string> {
  await everythingSent();
  const links = (await arrivedMails(email)).map(({ text }) =>
    text.match(/https?:\S+/g)?.find((one) => hasPath(one, path)),
  );
  return links.findLast((link) => link !== undefined) ?? "";
}

function hasPath(link: string, path: string): boolean {
  return new URL(link).pathname === path;
}

function tokenOf(link: string): string {
  return new URL(link).searchParams.get("t") ?? "";
}

/** Sends a form of her page and follows it back. */
async function deed(path: string, fields: Record<string, string>) {
  const answer = await post(path, fields);
  expect(answer.status).toBe(303);
  return (await visit(answer.headers.get("Location") ?? "")).text();
}

test("the link of a lesson leads to what came, what comes when and why, and what she agreed to", async () => {
  await enrol(HANAKO, "花子");
  const answer = await visit(await linkTo("/course"));
  const html = await answer.text();

  expect(answer.status).toBe(200);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(answer.headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
  expect(html).toContain("『セルフブランディング入門』をお届けします");
  expect(html).toMatch(/マミートラックには、顔が二つある<br\/>11月3日（火）21:30/);
  expect(html).toContain("前の1通から1日後、21:30にお届けします。");
  expect(html).toContain("11月9日（月）21:30");
  expect(html).toContain("最後のレッスンをお届けしたあとは、こちらからメールをお送りすることはありません");
  expect(html).not.toMatch(/hanako|花子/);
});

test("hour, days and pace change by their forms, and the page says so and shows the new date", async () => {
  await enrol(HANAKO);
  const t = tokenOf(await linkTo("/course"));

  let html = await deed("/course/hour", { t, hour: "6:30", zone: "Asia/Tokyo" });
  expect(html).toContain("届ける時刻を変えました");
  expect(html).toContain("11月3日（火）6:30");
  html = await deed("/course/hour", { t, hour: "other", time: "08:05" });
  expect(html).toContain("11月3日（火）8:05");
  html = await deed("/course/days", { t, quiet_2: "on", quiet_128: "on" });
  expect(html).toContain("11月4日（水）8:05");
  html = await deed("/course/pace", { t, pace: "7" });
  expect(html).toContain("11月9日（月）8:05");
  expect(
    await rows("SELECT minute, pace_days, quiet_days FROM subscribers s JOIN clocks k ON k.id = s.clock_id"),
  ).toEqual([{ minute: 485, pace_days: 7, quiet_days: 130 }]);
});

test.each([
  ["/course/hour", { hour: "other", time: "" }, "時刻を読み取れませんでした"],
  ["/course/hour", { hour: "25:00" }, "時刻を読み取れませんでした"],
  ["/course/hour", { hour: "other", time: "23:45" }, "23:30までのあいだ"],
  ["/course/hour", { hour: "6:30", zone: "Atlantis" }, "一覧の中から"],
  [
    "/course/days",
    Object.fromEntries([1, 2, 4, 8, 16, 32, 64].map((bit) => [`quiet_${bit}`, "on"])),
    "毎日をお休みには",
  ],
  ["/course/pace", { pace: "0" }, "間隔を読み取れませんでした"],
  ["/course/pace", {}, "間隔を読み取れませんでした"],
])("%s with %j is refused in a sentence, and nothing changes", async (path, fields, sentence) => {
  await enrol(HANAKO);
  const t = tokenOf(await linkTo("/course"));
  const before = await rows("SELECT clock_id, next_due_at FROM subscribers JOIN enrollments");

  const html = await deed(path, { t, ...fields } as Record<string, string>);

  expect(html).toMatch(new RegExp(`role="alert">[^<]*${sentence}`));
  expect(await rows("SELECT clock_id, next_due_at FROM subscribers JOIN enrollments")).toEqual(before);
});

test("the next lesson now: it arrives, and a second press says that it was sent", async () => {
  await enrol(HANAKO);
  const t = tokenOf(await linkTo("/course"));

  expect(await deed("/course/next", { t, lesson: "two-faces" })).toContain("次のレッスンをお送りします");
  await everythingSent();
  expect(await deed("/course/next", { t, lesson: "two-faces" })).toContain("もうお送りしています");

  const lessons = (await arrivedMails(HANAKO)).flatMap(({ tags }) => tags.lesson ?? []);
  expect(lessons).toEqual(["intro-guide", "two-faces"]);
});

test("start again from a lesson: it arrives once more, once", async () => {
  await enrol(HANAKO);
  const t = tokenOf(await linkTo("/course"));

  expect(await deed("/course/again", { t, lesson: "intro-guide", part: "0" })).toContain("もう一度始めました");
  await everythingSent();
  expect(await deed("/course/again", { t, lesson: "intro-guide", part: "0" })).toContain("すでにすんでいます");
  expect(await deed("/course/again", { t, lesson: "rebuild", part: "1" })).toContain("始められませんでした");
  expect(await deed("/course/again", { t, lesson: "intro-guide" })).toContain("すでにすんでいます");

  expect((await arrivedMails(HANAKO)).filter(({ tags }) => tags.lesson === "intro-guide")).toHaveLength(2);
});

test("a lesson she has had can be read again without her name; any other is not there", async () => {
  await enrol(HANAKO, "花子");
  const link = await linkTo("/course");
  const read = (key: string) => visit(`/course/lesson?${new URLSearchParams({ t: tokenOf(link), key })}`);

  const guide = await read("intro-guide");
  expect(guide.status).toBe(200);
  const html = await guide.text();
  expect(html).toContain('<article class="lesson" data-lesson="intro-guide">');
  expect(html).not.toContain("花子");
  for (const key of ["two-faces", "", "nothing", "../guide"]) expect((await read(key)).status, key).toBe(404);
  expect((await visit("/course/lesson?t=x&key=intro-guide")).status).toBe(400);
});

test("her page stops the course by its own button", async () => {
  await enrol(HANAKO);
  const link = await linkTo("/course");
  const html = await (await visit(link)).text();
  const t = html.match(/action="\/unsubscribe"[^>]*><input type="hidden" name="t" value="([^"]+)"/)?.[1] ?? "";

  expect((await post("/unsubscribe", { t })).status).toBe(200);

  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "unsubscribed" }]);
  const after = await (await visit(link)).text();
  expect(after).toContain("配信は止まっています");
  expect(after).not.toContain('action="/course/next"');
  expect(after).toContain("/course/lesson?");
});

test("a cut-off link, one past its 90 days, and one of somebody erased each get a page that says what to do", async () => {
  await enrol(HANAKO);
  const link = await linkTo("/course");
  expect((await visit(link.slice(0, -1))).status).toBe(400);
  expect((await visit("/course")).status).toBe(400);
  current.now += 90 * DAY;
  expect((await visit(link)).status).toBe(410);
  current.now -= 90 * DAY;
  await engine().deps.db.prepare("DELETE FROM subscribers").run();
  const gone = await visit(link);
  expect(gone.status).toBe(410);
  expect(await gone.text()).toContain("いちばん新しいメール");
  for (const path of [
    "hour",
    "days",
    "pace",
    "next",
    "again",
    "fresh-link",
    "export",
    "address",
    "erase",
    "new-address",
  ]) {
    expect((await post(`/course/${path}`, { t: "x", email: "a@example.com" })).status, path).toBe(400);
  }
});

test("a fresh link comes by mail and opens what only she may do: her copy as a file, and being erased", async () => {
  await enrol(HANAKO);
  const t = tokenOf(await linkTo("/course"));
  expect(await deed("/course/fresh-link", { t })).toContain("2時間のうちに");
  const own = await linkTo("/course/own");
  expect((await visit(own)).status).toBe(200);
  expect((await visit(`/course/own?t=${t}`)).status).toBe(400);

  const file = await post("/course/export", { t: tokenOf(own) });
  expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="rebuild-2026-11-02.json"');
  expect(file.headers.get("Cache-Control")).toBe("no-store");
  expect(await file.json()).toMatchObject({
    subscribers: [{ email: HANAKO }],
    deliveries: [{ lesson: "intro-guide" }],
  });

  const receipt = await (await post("/course/erase", { t: tokenOf(own) })).text();
  expect(receipt).toContain("11月2日（月）12:00に");
  expect(receipt).toContain("残っているもの");
  expect(await (await post("/course/erase", { t: tokenOf(own) })).text()).toContain("お預かりしているものはありません");
  expect(await rows("SELECT * FROM subscribers")).toEqual([]);
});

test("moving to another address: the same answer for any, a mail only where it may go, and her page at the end", async () => {
  await enrol(HANAKO);
  await enrol("yuki@example.com");
  await post("/course/fresh-link", { t: tokenOf(await linkTo("/course")) });
  const t = tokenOf(await linkTo("/course/own"));

  const wrong = await post("/course/address", { t, email: "hana@example" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="hana@example"');
  const answers = [];
  for (const email of ["yuki@example.com", "new@example.com"])
    answers.push(await deed("/course/address", { t, email }));
  expect(answers[0]).toBe(answers[1]);
  expect(await linkTo("/course/new-address", "yuki@example.com")).toBe("");

  const proof = await linkTo("/course/new-address", "new@example.com");
  expect(await (await visit(proof)).text()).toContain("このアドレスに変える");
  const changed = await (await post("/course/new-address", { t: tokenOf(proof) })).text();
  const page = changed.match(/href="(\/course\?t=[^"]+)"/)?.[1] ?? "";
  expect((await visit(page)).status).toBe(200);
  expect((await post("/course/new-address", { t: tokenOf(proof) })).status).toBe(200);
  expect(await rows("SELECT email FROM subscribers ORDER BY id")).toEqual([
    { email: "new@example.com" },
    { email: "yuki@example.com" },
  ]);
});

test("the page after confirming tells all dates and takes her hour", async () => {
  const { confirmLink } = await enrol(HANAKO);
  const html = await (await post(confirmLink, {})).text();
  expect(html.match(/<span class="when">/g)).toHaveLength(7);
  const t = html.match(/action="\/course\/hour"[^>]*><input type="hidden" name="t" value="([^"]+)"/)?.[1] ?? "";
  expect(await deed("/course/hour", { t, hour: "12:10" })).toContain("11月3日（火）12:10");
});
