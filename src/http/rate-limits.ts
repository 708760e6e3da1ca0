/** How often one network may ask for mails and open links, counted by the platform's own counters where wrangler.toml binds them. */

import type { Next } from "hono";
import type { RateLimits } from "../deps.ts";
import { networkOf } from "../domain/network.ts";
import { MINUTE } from "../domain/numbers.ts";
import { log } from "../log.ts";
import { tooMany } from "./answers.tsx";
import type { HttpContext } from "./env.ts";

/** Where requests come from that never left this machine. */
const THIS_MACHINE = new Set(["127.0.0.0/24", "0:0:0::/48"]);

/** The visitor's network, as Cloudflare tells it; null on this machine and where nobody tells. */
export function networkOfVisitor(c: HttpContext): string | null {
  const network = networkOf(c.req.header("CF-Connecting-IP") ?? "");
  return network === null || THIS_MACHINE.has(network) ? null : network;
}

/** For what makes a mail leave. Looking at the page that asks for it is free. */
export async function limitMails(c: HttpContext, next: Next): Promise<Response | undefined> {
  if (c.req.method === "POST" && (await isPassed(c, "mails"))) return tooManyRequests(c);
  await next();
  return undefined;
}

/** For what opens with the link of a mail: nobody may try out links by the thousand. Stopping is never refused. */
export async function limitLinks(c: HttpContext, next: Next): Promise<Response | undefined> {
  if (await isPassed(c, "links")) return tooManyRequests(c);
  await next();
  return undefined;
}

/** Each network by itself. A counter that cannot be asked stops nobody: the caps in the database stay. */
async function isPassed(c: HttpContext, which: keyof RateLimits): Promise<boolean> {
  const limit = c.env.deps.rateLimits[which];
  const network = networkOfVisitor(c);
  if (!limit || network === null) return false;
  try {
    return !(await limit.limit({ key: network })).success;
  } catch (error) {
    log({ event: "rate-limit", error: String(error) });
    return false;
  }
}

/** Also for what the database counts: `again` in milliseconds. `isUnproved`: with Turnstile's word she would not have to wait. */
export function tooManyRequests(c: HttpContext, again = MINUTE, isUnproved = false) {
  return tooMany(c, {
    title: "少し混み合っています",
    lines: [
      `短いあいだに、${isUnproved ? "" : "お使いの回線から"}たくさんの送信がありました。${waitWords(again)}、もう一度お試しください。`,
      ...(isUnproved
        ? ["JavaScriptが動くブラウザーで、ページが開いてから数秒おいて送っていただくと、お待たせしません。"]
        : []),
      "会社や携帯電話の回線のように、大勢の方と同じ回線をお使いのときにも、このようにお願いすることがあります。何も登録していませんし、メールもお送りしていません。",
    ],
    again,
  });
}

function waitWords(again: number): string {
  const minutes = Math.ceil(again / MINUTE);
  if (minutes <= 1) return "1分ほどおいて";
  return minutes < 60 ? `${minutes}分ほどおいて` : `${Math.ceil(minutes / 60)}時間ほどおいて`;
}
