/** What the front door knows: the house's dependencies, and what every page says of its sender. */

import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Deps } from "../deps.ts";
import { domainOf } from "../domain/address.ts";
import { hourWords } from "../domain/course.ts";
import { type PageProps, page, type Site } from "../pages/layout.tsx";

export type HttpEnv = { Bindings: { deps: Deps } };
export type HttpContext = Context<HttpEnv>;

/** Answers with a page, which is given the site. */
export function answerPage(
  c: HttpContext,
  draw: (props: PageProps) => JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(page(draw({ site: siteOf(c) })), status);
}

/** What pages say about the sender. */
export function siteOf(c: HttpContext): Site {
  const { config, course } = c.env.deps;
  return {
    url: config.siteUrl,
    senderName: config.sender.name,
    senderAddress: config.sender.address,
    senderContact: config.sender.contact,
    courseTitle: course.title,
    courseHour: hourWords(course),
    hasTokusho: config.tokusho !== null,
    tellsReceiver: config.consultationWebhook !== null,
    turnstileKey: config.turnstile?.siteKey,
  };
}

/** A program that asks for it, or the form's own script. */
export function wantsJson(c: HttpContext): boolean {
  return (c.req.header("Accept") ?? "").includes("application/json");
}

/** What stands behind the @ of the mails' sender. */
export function senderDomain(c: HttpContext): string {
  return domainOf(c.env.deps.config.mailFrom.replace(/>$/, ""));
}
