/** The answers when there is no page to show: lost, too often, failed. Each has a way on. */

import type { ContentfulStatusCode } from "hono/utils/http-status";
import { SECOND } from "../domain/numbers.ts";
import { log } from "../log.ts";
import { MessagePage } from "../pages/message.tsx";
import { answerPage, type HttpContext, wantsJson } from "./env.ts";

const HOME = { href: "/", label: "はじめのページへ" };

export function notFound(c: HttpContext) {
  return message(c, 404, {
    title: "ページが見つかりません",
    lines: [
      "お探しのページは見つかりませんでした。アドレスが途中で切れていないか、ご確認ください。",
      "メールの中のリンクでしたら、メールをもう一度ひらいて、リンクを端から端まで押してみてください。",
    ],
  });
}

/** Asked for more often than it is done. `again` is when it may be asked for next, in milliseconds from now. */
export function tooMany(c: HttpContext, { title, lines, again }: { title: string; lines: string[]; again: number }) {
  c.header("Retry-After", String(Math.max(1, Math.ceil(again / SECOND))));
  return message(c, 429, { title, lines });
}

/** A form that is not taken, and changed nothing. */
export function refuse(c: HttpContext, status: 403 | 413 | 415, title: string, lines: string[]) {
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
  return message(c, status, { title, lines });
}

/** Surprises end here: logged by name, answered kindly. */
export function failed(error: Error, c: HttpContext) {
  log({ event: "error", path: new URL(c.req.url).pathname, error: `${error.name}: ${error.message}` });
  return message(c, 500, {
    title: "うまく動きませんでした",
    lines: [
      "ただいま、こちらの不具合でページをお見せできません。",
      "少し時間をおいて、もう一度お試しください。送信の途中でしたら、前のページに戻ると、ご記入のまま送り直せます。",
    ],
  });
}

function message(c: HttpContext, status: ContentfulStatusCode, { title, lines }: { title: string; lines: string[] }) {
  if (wantsJson(c)) return c.json({ ok: false, errors: { form: lines.join("") } }, status);
  return answerPage(c, (props) => <MessagePage {...props} title={title} lines={lines} link={HOME} />, status);
}
