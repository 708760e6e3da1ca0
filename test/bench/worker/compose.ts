/** From a batch's members to the body of the request: our way, and React's for each reader. */

import { type Batch, batchOfRow } from "../../../src/db/batches.ts";
import type { Deps } from "../../../src/deps.ts";
import { nextMailSentence } from "../../../src/domain/clock.ts";
import type { MarkValues } from "../../../src/domain/compiled-mail.ts";
import { BATCH_SIZE, COURSE_LINK_LIFE, HOUR } from "../../../src/domain/numbers.ts";
import { signToken } from "../../../src/domain/token.ts";
import { composeLesson } from "../../../src/mail/compose.ts";
import type { Mail } from "../../../src/mail/mailer.ts";

declare global {
  /** The author's guide drawn by React for one reader (see bundle.ts). */
  var renderGuide: (values: MarkValues) => Drawn;
  /** The same by React Email's `render`. */
  var renderGuideAsTold: (values: MarkValues) => Promise<Drawn>;
}

type Drawn = { html: string; text: string };

/** React alone, or React Email around it. */
export type Drawing = "react" | "react-email";

const GUIDE = "intro-guide";
const DUE_AT = Date.parse("2026-11-25T21:30:00+09:00");

/** `count` mails in batches of 100, as `sendBatch` makes them, up to the body that the SDK hands to `fetch`. */
export async function composeGuide(deps: Deps, count: number): Promise<{ bytes: number }> {
  const row = await batchRow(deps, BATCH_SIZE);
  let length = 0;
  for (let done = 0; done < count; done += BATCH_SIZE) length += await withBody(deps, row, (body) => body.length);
  return { bytes: length };
}

/** `count` mails, each drawn and put into JSON by itself. */
export async function drawGuide(deps: Deps, count: number, drawing: Drawing): Promise<{ bytes: number }> {
  const batch = batchOfRow(await batchRow(deps, Math.min(count, BATCH_SIZE)));
  let length = 0;
  for (let done = 0; done < count; done++) {
    const member = batch.members[done % batch.members.length];
    if (member) length += JSON.stringify(await drawn(deps, batch, member, drawing)).length;
  }
  return { bytes: length };
}

/** Whether our body is, byte for byte, what `JSON.stringify` makes of the mails that React draws. */
export async function sameBytes(deps: Deps): Promise<{ same: boolean; bytes: number; htmlBytes: number }> {
  const row = await batchRow(deps, BATCH_SIZE);
  const batch = batchOfRow(row);
  const mails: Awaited<ReturnType<typeof drawn>>[] = [];
  for (const member of batch.members) mails.push(await drawn(deps, batch, member, "react"));
  const body = await withBody(deps, row, (bytes) => new TextDecoder().decode(bytes));
  const encoder = new TextEncoder();
  return {
    same: body === JSON.stringify(mails),
    bytes: encoder.encode(body).length,
    htmlBytes: encoder.encode(mails[0]?.html).length,
  };
}

/** What `look` sees in the body of the one request, while it is being made. */
async function withBody<Seen>(deps: Deps, row: unknown, look: (body: Uint8Array) => Seen): Promise<Seen> {
  const batch = batchOfRow(row);
  const lesson = deps.mails.lessons[GUIDE];
  if (!lesson) throw new Error("the course has no guide");
  const mails: Mail[] = [];
  for (const member of batch.members) {
    mails.push(composeLesson(deps.config, deps.course, lesson, batch, member));
  }
  const bodies: Seen[] = [];
  await caught(
    () => deps.mailer.sendBatch(mails, "key"),
    (body) => bodies.push(look(body)),
  );
  const [seen] = bodies;
  if (seen === undefined) throw new Error("the mailer made no request");
  return seen;
}

/** Nothing of what `send` sends leaves. */
async function caught(send: () => Promise<unknown>, take: (body: Uint8Array) => void): Promise<void> {
  const { fetch } = globalThis;
  globalThis.fetch = async (_url: unknown, init?: RequestInit) => {
    take(init?.body as Uint8Array<ArrayBuffer>);
    return new Response("{}");
  };
  await send().finally(() => {
    globalThis.fetch = fetch;
  });
}

type Member = Omit<Batch["members"][number], "unsubscribeToken">;

/** The same mail in the SDK's own order of fields, with no JSON made before. */
export async function drawn(deps: Deps, batch: Pick<Batch, "id" | "createdAt">, member: Member, drawing: Drawing) {
  const { config, course, mails } = deps;
  const token = signToken(config.secrets, "unsubscribe", member.addressHash, null);
  const unsubscribeUrl = `${config.siteUrl}/unsubscribe?t=${token}`;
  const pageUntil = batch.createdAt + COURSE_LINK_LIFE;
  const pageToken = signToken(config.secrets, "course", member.addressHash, pageUntil);
  const draw = drawing === "react" ? globalThis.renderGuide : globalThis.renderGuideAsTold;
  const { html, text } = await draw({
    dear: `${member.name}さん、`,
    next_line: nextMailSentence(member.zone, member.nextDueAt),
    unsubscribe_url: unsubscribeUrl,
    course_url: `${config.siteUrl}/course?t=${pageToken}`,
    guide_url: `${config.siteUrl}/guide`,
    site_url: config.siteUrl,
    sender_name: config.sender.name,
    sender_address: config.sender.address,
    sender_contact: config.sender.contact,
  });
  return {
    from: config.mailFrom,
    headers: {
      "List-Unsubscribe": `<${unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<${course.key}.${new URL(config.siteUrl).hostname}>`,
      "X-Entity-Ref-ID": `${batch.id}.${member.enrollmentId}`,
    },
    html,
    reply_to: config.mailReplyTo,
    subject: mails.lessons[GUIDE]?.subject ?? "",
    tags: [
      { name: "enrollment", value: String(member.enrollmentId) },
      { name: "lesson", value: GUIDE },
      { name: "batch", value: batch.id },
    ],
    text,
    to: member.email,
  };
}

/** A sealed batch as the database returns it. */
async function batchRow({ config }: Deps, members: number) {
  const sealed = await Promise.all(
    Array.from({ length: members }, async (_, n) => {
      const addressHash = `bench-${String(n).padStart(16, "0")}`;
      const dueAt = DUE_AT + (n % 3) * HOUR;
      const token = signToken(config.secrets, "unsubscribe", addressHash, null);
      return [n + 1, `reader${n}@example.com`, "花子", addressHash, 1, "two-faces", "Asia/Tokyo", dueAt, token];
    }),
  );
  return {
    id: "benchbenchbenchbench00",
    lesson: GUIDE,
    generation: 1,
    attempts: 1,
    singly: 0,
    first_unknown_at: 0,
    created_at: 0,
    sealed: JSON.stringify(sealed),
  };
}
