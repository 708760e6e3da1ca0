/** The mails as they would be sent: filled, composed and read back from the bytes of the request. */
import { join } from "node:path";
import type { CompiledLesson, CompiledMails } from "../../domain/compiled-mail.ts";
import type { Config } from "../../domain/config.ts";
import type { Course } from "../../domain/course.ts";
import { NAME_MAX } from "../../domain/reader-name.ts";
import { hashIdentity } from "../../domain/token.ts";
import { ROOT, readSettings } from "../../local/wrangler.ts";
import { bodyOfOne } from "../../mail/body.ts";
import { composeLesson, composeNotice } from "../../mail/compose.ts";
import type { Mail } from "../../mail/mailer.ts";
import type { SentMail } from "./mail.ts";

/** Where the site would answer while wrangler.toml still names this machine. */
const LIVE_SITE = "https://course.example.jp";

/** A name, none, and the longest there may be, with characters that HTML has to write otherwise. */
const NAMES = ["花子", "", `O'Brien & ${"寿".repeat(NAME_MAX - 10)}`];

/** Wednesday, 25 November 2026, 21:30 in Tokyo; and the last mail, after which none comes. */
const NEXT_DUE_TIMES = [Date.UTC(2026, 10, 25, 12, 30), null];

/** Each lesson for every name, each notice before and after the last lesson. The first of a mail is the usual case. */
export async function sampleMails(course: Course, mails: CompiledMails): Promise<SentMail[][]> {
  const config = await liveConfig();
  const lessons = Object.entries(mails.lessons).map(([key, lesson]) => lessonSamples(config, course, key, lesson));
  const notices = Object.entries(mails.notices).map(async ([name, notice]) => {
    const addressHash = await hashIdentity(config.secrets, "hanako@example.jp");
    const samples = NEXT_DUE_TIMES.map(async (nextDueAt) => {
      const reader = { id: "1", email: "hanako@example.jp", addressHash, zone: course.zone, nextDueAt, sealedAt: 0 };
      const file = `emails/notices/${name}.tsx`;
      const mail = await composeNotice(config, course, notice, reader);
      return { kind: "notice", name, file, inboxFile: file, config, ...readBack(mail) } as const;
    });
    return Promise.all(samples);
  });
  return Promise.all([...lessons, ...notices]);
}

async function lessonSamples(config: Config, course: Course, key: string, lesson: CompiledLesson): Promise<SentMail[]> {
  const addressHash = await hashIdentity(config.secrets, "hanako@example.jp");
  const nextDueAt = course.lessons.findLast(({ retired }) => !retired)?.key === key ? null : NEXT_DUE_TIMES[0];
  const samples = NAMES.map(async (name) => {
    const reader = { enrollmentId: 1, email: "hanako@example.jp", name, addressHash, zone: course.zone };
    const batch = { id: "sample", lesson: key };
    const later = { nextDueAt: nextDueAt ?? null, unsubscribeToken: null };
    const mail = await composeLesson(config, course, lesson, batch, { ...reader, ...later });
    const inFiles = { file: `emails/lessons/${key}.tsx`, inboxFile: "emails/course.ts" };
    return { kind: "lesson", name: key, ...inFiles, config, ...readBack(mail) } as const;
  });
  return Promise.all(samples);
}

/** What the provider is handed. */
function readBack(mail: Mail): Pick<SentMail, "subject" | "html" | "text"> {
  const { subject, html, text } = JSON.parse(new TextDecoder().decode(bodyOfOne(mail)));
  return { subject, html, text };
}

/** The sender of wrangler.toml, and secrets of the right length that sign nothing anybody receives. */
async function liveConfig(): Promise<Config> {
  const { vars = {} } = await readSettings(join(ROOT, "wrangler.toml"));
  const setting = (name: string) => {
    const value = String(vars[name] ?? "").trim();
    if (value === "") throw new Error(`wrangler.toml has no ${name} under [vars]: mails cannot be filled without it.`);
    return value;
  };
  const siteUrl = setting("SITE_URL").replace(/\/+$/, "");
  return {
    siteUrl: siteUrl.startsWith("https://") ? siteUrl : LIVE_SITE,
    mailFrom: setting("MAIL_FROM"),
    mailReplyTo: setting("MAIL_REPLY_TO"),
    authorEmail: setting("AUTHOR_EMAIL"),
    sender: { name: setting("SENDER_NAME"), address: setting("SENDER_ADDRESS"), contact: setting("SENDER_CONTACT") },
    secrets: { link: "l".repeat(32), identity: "i".repeat(32) },
    resend: { apiKey: "re_sample", webhookSecret: "whsec_sample" },
  };
}
