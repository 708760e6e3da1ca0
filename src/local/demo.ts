/** `npm run demo`: one reader walks the whole course in a minute, with the clock moved from mail to mail. */

import { course } from "../../emails/course.ts";
import { defaultClock, localDateAndTime } from "../domain/clock.ts";
import { activeLessons } from "../domain/course.ts";
import { MINUTE } from "../domain/numbers.ts";
import { whyDue } from "../domain/why-due.ts";
import { type Funnel, startFunnel } from "./funnel.ts";
import { type ArrivedMail, mailsTo, waitForMails } from "./inbox.ts";
import { confirmLink, openConfirmPage, pressConfirm, signUp } from "./reader.ts";
import { lineReader } from "./worker-log.ts";

const READER = { email: "hana@example.com", name: "花" };
const DAY_MS = 24 * 60 * 60 * 1_000;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

const printed: string[] = [];
const readLine = lineReader();
try {
  const begun = Date.now();
  const funnel = await startFunnel({ onLine: (line) => printed.push(...[readLine(line) ?? []].flat()) });
  try {
    await enter(funnel);
    await walk(funnel);
  } finally {
    await funnel.stop();
  }
  const seconds = ((Date.now() - begun) / 1_000).toFixed(0);
  console.log(`\nAll ${activeLessons(course).length} lessons came, each once and in order (${seconds} s).`);
} catch (error) {
  console.error(`\nDemo failed: ${error instanceof Error ? error.message : String(error)}`);
  if (printed.length > 0) console.error(`\nThe Worker's last lines:\n${printed.slice(-15).join("\n")}`);
  process.exitCode = 1;
}
process.exit();

async function enter(funnel: Funnel): Promise<void> {
  const { siteUrl, postOfficeUrl, now } = funnel;
  console.log(`Site     ${siteUrl}\nOutbox   ${postOfficeUrl}\nReader   ${READER.email}, times in ${course.zone}\n`);
  await signUp(funnel, READER);
  tell("signed up", now(), "landing page opened, form sent", "");
  const link = await confirmLink(funnel, READER.email);
  const [mail] = await mailsTo(postOfficeUrl, READER.email);
  if (mail) tell("confirm mail", mail.received_at, mail.subject, "");
  const token = await openConfirmPage(link);
  await inboxOf(funnel, 1, "after the link was only opened");
  tell("confirmed", now(), "link opened, button pressed", "");
  await pressConfirm(funnel, token);
}

async function walk(funnel: Funnel): Promise<void> {
  let lastAt: number | null = null;
  for (const [index, { key, wait = 0 }] of activeLessons(course).entries()) {
    if (index > 0) await moveToNextDue(funnel, key);
    const mail = await nextMail(funnel, index + 2, key);
    const lesson = mail.tags.lesson ?? "no lesson";
    if (lesson !== key) throw new Error(`lesson ${key} should have come, but ${lesson} did`);
    const dueAt = Math.floor(mail.received_at / MINUTE) * MINUTE;
    tell(key, dueAt, mail.subject, whyDue(defaultClock(course), wait, { dueAt, lastAt, now: dueAt }));
    lastAt = dueAt;
  }
  await funnel.moveClock(funnel.now() + 2 * DAY_MS);
  await inboxOf(funnel, activeLessons(course).length + 1, "two days after the last lesson");
}

async function moveToNextDue(funnel: Funnel, key: string): Promise<void> {
  const due = await funnel.nextDue();
  if (due === undefined) throw new Error(`nothing is due any more, but lesson ${key} has not come`);
  await (due > funnel.now() ? funnel.moveClock(due) : funnel.tick());
}

/** Ticks once more after it came, so that a mail sent twice would show; and again while it did not, as the cron would. */
async function nextMail(funnel: Funnel, count: number, key: string): Promise<ArrivedMail> {
  for (let patience = 5; patience > 0; patience--) {
    const mails = await waitForMails(funnel.postOfficeUrl, READER.email, { count, withinMs: 1_000 });
    await funnel.tick();
    if (mails.length >= count) break;
  }
  const newest = (await inboxOf(funnel, count, `when lesson ${key} was due`)).at(-1);
  if (newest === undefined) throw new Error(`lesson ${key} did not come`);
  return newest;
}

/** All her mails. Throws when there are not exactly `count`, or one of them twice. */
async function inboxOf(funnel: Funnel, count: number, when: string): Promise<ArrivedMail[]> {
  const mails = await mailsTo(funnel.postOfficeUrl, READER.email);
  const keys = mails.map(({ tags }) => tags.lesson ?? `notice ${tags.notice}`);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw new Error(`${twice} came twice (${when})`);
  if (mails.length === count) return mails;
  throw new Error(`${mails.length} mails instead of ${count} ${when}: ${keys.join(", ")}`);
}

function tell(what: string, at: number, subject: string, why: string): void {
  const left = `${what.padEnd(14)} ${padWide(localDateAndTime(course.zone, at), 22)}`;
  console.log(why === "" ? `${left} ${subject}` : `${left} ${padWide(subject, 46)} ${why}`);
}

/** A Japanese character is as wide as two others on a terminal. */
function padWide(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (character > "\u{2e7f}" ? 2 : 1), 0);
  return text + " ".repeat(Math.max(0, columns - width));
}
