/** The mails as they would be sent: filled, composed and read back from the bytes of the request. */
import type { CompiledMail, CompiledMails } from "../../domain/compiled-mail.ts";
import type { Config } from "../../domain/config.ts";
import type { Course } from "../../domain/course.ts";
import { NAME_MAX } from "../../domain/reader-name.ts";
import { localConfig } from "../../local/local-config.ts";
import { asSent, type SampleMail, sampleLesson, sampleNotice } from "../../local/proofs/sample-mail.ts";
import type { Mail } from "../../mail/mailer.ts";
import type { SentMail } from "./mail.ts";

/** Where the site would answer while wrangler.toml still names this machine. */
const LIVE_SITE = "https://course.example.jp";

/** A name, none, and the longest there may be, with characters that HTML has to write otherwise. */
const NAMES = ["花子", "", `O'Brien & ${"寿".repeat(NAME_MAX - 10)}`];

/** Wednesday, 25 November 2026, 21:30 in Tokyo. */
const NOW = Date.UTC(2026, 10, 25, 12, 30);

const EMAIL = "hanako@example.jp";

/**
 * Each lesson and letter for every name, each notice before and after the last lesson. The first of a mail is the usual case. Without
 * `given`, as from the site of wrangler.toml.
 */
export async function sampleMails(course: Course, mails: CompiledMails, given?: Config): Promise<SentMail[][]> {
  const config = given ?? (await liveConfig());
  const lessons = Object.entries(mails.lessons).map(([name, compiled]) => {
    const file = `emails/lessons/${name}.tsx`;
    const copies = NAMES.map((her) => sampleLesson(config, course, sample(compiled, name, her)));
    return readBack(copies, { kind: "lesson", name, file, inboxFile: "emails/course.ts", config });
  });
  const notices = Object.entries(mails.notices).map(([name, compiled]) => {
    const file = `emails/notices/${name}.tsx`;
    const usual = sample(compiled, name, "");
    const copies = [sampleNotice(config, course, usual), sampleNotice(config, course, usual, null)];
    return readBack(copies, { kind: "notice", name, file, inboxFile: file, config });
  });
  const letters = Object.entries(mails.letters).map(([name, compiled]) => {
    const file = `emails/letters/${name}.tsx`;
    const copies = NAMES.map((her) => sampleLesson(config, course, sample(compiled, name, her)));
    return readBack(copies, { kind: "letter", name, file, inboxFile: file, config });
  });
  return [...lessons, ...notices, ...letters];
}

function sample(compiled: CompiledMail, name: string, her: string): SampleMail {
  return { compiled, name, reader: { name: her, email: EMAIL }, id: "sample", now: NOW };
}

type Origin = Omit<SentMail, "subject" | "html" | "text">;

function readBack(copies: readonly Mail[], origin: Origin): SentMail[] {
  return copies.map(asSent).map(({ subject, html, text }) => ({ ...origin, subject, html, text }));
}

async function liveConfig(): Promise<Config> {
  const config = await localConfig();
  return config.siteUrl.startsWith("https://") ? config : localConfig({ SITE_URL: LIVE_SITE });
}
