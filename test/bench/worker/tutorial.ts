/** The tutorial way: a loop over everybody due, React Email for each reader, one request per mail, one UPDATE each. */

import { type CreateEmailOptions, Resend } from "resend";
import type { Deps } from "../../../src/deps.ts";
import { DAY } from "../../../src/domain/numbers.ts";
import { drawn } from "./compose.ts";

type Due = { enrollmentId: number; email: string; name: string; addressHash: string; clockId: number; zone: string };

/** Sends the guide to `count` due readers. */
export async function tutorial({ db, ...deps }: Deps, count: number): Promise<{ sent: number }> {
  const { apiKey, baseUrl } = deps.config.resend;
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const now = deps.clock();
  const { results } = await db
    .prepare(`
      SELECT e.id AS enrollmentId, s.email, s.name, s.address_hash AS addressHash, s.clock_id AS clockId, k.zone
      FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id JOIN clocks k ON k.id = s.clock_id
      WHERE e.next_due_at <= ?1 AND e.next_lesson = 'intro-guide' LIMIT ?2`)
    .bind(now, count)
    .all<Due>();
  let sent = 0;
  for (const due of results) {
    const member = { ...due, nextLesson: "two-faces", nextDueAt: now + DAY, hasAsked: false };
    const mail = await drawn({ db, ...deps }, { id: "tutorial", createdAt: now }, member, "react-email");
    await accepted(resend, mail);
    await db
      .prepare("UPDATE enrollments SET last_lesson = 'intro-guide', next_lesson = ?2, next_due_at = ?3 WHERE id = ?1")
      .bind(due.enrollmentId, member.nextLesson, member.nextDueAt)
      .run();
    sent += 1;
  }
  return { sent };
}

/** Waits a second whenever the provider says that it was too fast. */
async function accepted(resend: Resend, { reply_to: replyTo, ...mail }: Awaited<ReturnType<typeof drawn>>) {
  for (;;) {
    const { error } = await resend.emails.send({ ...mail, replyTo } as CreateEmailOptions);
    if (!error) return;
    if (error.statusCode !== 429) throw new Error(error.message);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
