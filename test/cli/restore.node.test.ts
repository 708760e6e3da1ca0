/** A backup, two more evenings, a restore: at the terminal, beside a running local funnel, as the author does it. */

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { course } from "../../emails/course.ts";
import { MINUTE } from "../../src/domain/numbers.ts";
import { type Funnel, startFunnel } from "../../src/local/funnel.ts";
import { linkIn, mailsTo, waitForMails } from "../../src/local/inbox.ts";
import { confirmLink, openConfirmPage, pressConfirm, signUp } from "../../src/local/reader.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const LESSONS = course.lessons.filter(({ retired }) => !retired).map(({ key }) => key);
const [HANA, YUKI, MARI] = ["hana@example.com", "yuki@example.com", "mari@example.com"];

async function openFunnel() {
  const directory = await mkdtemp(join(tmpdir(), "restore-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  const funnel = await startFunnel({ stateDirectory: directory });
  onTestFinished(() => funnel.stop());
  const env = { STATE_DIRECTORY: directory, POST_OFFICE_PORT: new URL(funnel.postOfficeUrl).port, RESEND_API_KEY: "" };
  const run = async (command: string, ...args: string[]) => {
    const started = runThere(here, [`src/cli/${command}.ts`, ...args], env);
    return { code: (await started.ended)[0], printed: started.printed() };
  };
  return { directory, funnel, run };
}

async function become(funnel: Funnel, email: string): Promise<void> {
  await signUp(funnel, { email, name: "" });
  await pressConfirm(funnel, await openConfirmPage(await confirmLink(funnel, email)));
  await waitForMails(funnel.postOfficeUrl, email, { count: 2 });
}

async function nextEvening(funnel: Funnel, email: string, count: number): Promise<void> {
  const due = await funnel.nextDue();
  if (due !== undefined && due > funnel.now()) await funnel.moveClock(due);
  await funnel.tick();
  await waitForMails(funnel.postOfficeUrl, email, { count, withinMs: 5_000 });
}

async function lessonsOf(funnel: Funnel, email: string): Promise<string[]> {
  return (await mailsTo(funnel.postOfficeUrl, email)).flatMap(({ tags }) => tags.lesson ?? []);
}

test("backup, two evenings more, restore, reconcile, resume: each lesson once, and who stopped meanwhile stays away", async () => {
  const { directory, funnel, run } = await openFunnel();
  await become(funnel, HANA);
  await become(funnel, YUKI);
  const file = join(directory, "kept/here.sql");

  const backup = await run("backup", "--to", file);
  expect([backup.code, backup.printed]).toEqual([0, expect.stringMatching(/subscribers +2\n/)]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await nextEvening(funnel, HANA, 3);
  await become(funnel, MARI);
  await nextEvening(funnel, HANA, 4);
  const stop = linkIn((await mailsTo(funnel.postOfficeUrl, YUKI))[3] ?? never(), "/unsubscribe") ?? never();
  await fetch(stop, {
    method: "POST",
    body: "List-Unsubscribe=One-Click",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  const before = await lessonsOf(funnel, YUKI);

  const restored = await run("restore", file, "--yes");
  expect([restored.code, restored.printed]).toEqual([
    0,
    expect.stringContaining("Put back, and paused: nothing goes."),
  ]);
  expect(restored.printed).toContain("1 stopped since, 0 suppressed since, 0 erased since, 1 consents confirmed since");
  await funnel.moveClock(funnel.now() + 3 * MINUTE);
  const reconciled = await run("reconcile", "--list");
  expect([reconciled.code, reconciled.printed]).toEqual([0, expect.stringContaining("4  lessons to 2 readers")]);
  expect(reconciled.printed).toContain(`1 addresses were mailed that have no course here:\n  ${MARI}`);
  expect((await run("resume")).printed).toContain("Sending goes on with the next tick");

  await nextEvening(funnel, HANA, 5);
  expect(await lessonsOf(funnel, HANA)).toEqual(LESSONS.slice(0, 4));
  expect(await lessonsOf(funnel, YUKI)).toEqual(before);

  // As after Time Travel, on the same funnel: marked by hand.
  const marked = await run("restore", "--mark", "--since", new Date(funnel.now() - MINUTE).toISOString());
  expect([marked.code, marked.printed]).toEqual([0, expect.stringContaining("is not known here")]);
  const refused = await run("resume");
  expect([refused.code, refused.printed]).toEqual([1, expect.stringContaining("npm run reconcile asks the provider")]);
}, 400_000);

test("what is asked for wrongly is answered with the usage, before any database is asked", async () => {
  const wrong = [
    ["restore", [], "Say one file, or --mark."],
    ["restore", ["a.sql", "--mark", "--since", "2026-11-25T10:20:00Z"], "Say one file, or --mark."],
    ["restore", ["--mark"], "--mark and --since belong together"],
    ["restore", ["--mark", "--since", "yesterday"], "--since yesterday is no moment"],
    ["restore", ["--mark", "--since", "2026-11-25T10:20:00"], "--since 2026-11-25T10:20:00 is no moment"],
    ["restore", ["a.sql", "--stops-from", "b.sql"], "--stops-from goes with --mark"],
    ["restore", ["--mark", "--since", "2026-11-25T10:20:00Z", "--forget-newer"], "--forget-newer goes with a file"],
    ["reconcile", ["--stops", "a.txt", "--stops-unknown"], "exclude each other"],
    ["backup", ["--into", "a.sql"], "Unknown option '--into'"],
  ] as const;
  const runs = wrong.map(async ([command, args, words]) => {
    const started = runThere(here, [`src/cli/${command}.ts`, ...args], {});
    expect([(await started.ended)[0], started.printed()]).toEqual([1, expect.stringContaining(words)]);
    expect(started.printed()).toContain("Usage: ");
  });
  await Promise.all(runs);
});

function never(): never {
  throw new Error("it is not there");
}
