/** What the author reads of a request for a consultation, as values of the marks of her mail. */

import type { MarkValues } from "../domain/compiled-mail.ts";
import type { ConsultationFacts } from "../domain/consultation.ts";
import type { Course } from "../domain/course.ts";
import { lessonOfKey } from "../domain/place.ts";

/** Whatever was left empty gets a word that says so. */
export function wordsOfRequest(course: Pick<Course, "lessons">, request: ConsultationFacts): MarkValues {
  return {
    consult_name: request.name,
    consult_reach: `${request.reach}\nメールアドレス：${request.email}`,
    consult_times: request.times,
    consult_topic: request.topic || "（書かれていません。何も決まっていなくて大丈夫、とお伝えしてあります）",
    consult_worksheet: request.worksheet || "（添えられていません）",
    consult_read: wordsOfRead(course, request.read),
  };
}

function wordsOfRead(course: Pick<Course, "lessons">, read: readonly string[] | null): string {
  if (read === null) return "（コースの読者ではない方です）";
  if (read.length === 0) return "（まだ1通も届いていません）";
  return read.map((key) => `・${lessonOfKey(course, key)?.subject ?? key}`).join("\n");
}
