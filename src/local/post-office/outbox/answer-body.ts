/** Answers with a mail's body for a frame: in the scheme that is asked for, with or without images, and tame. */

import type { RoomContext } from "../answer.ts";
import { bodyPolicy, FRAME_SANDBOX, framed, schemeOf } from "./mail-body.ts";

/** ?scheme=light|dark|inverted ?images=on|off */
export function answerBody(c: RoomContext, html: string, sandbox = FRAME_SANDBOX): Response | Promise<Response> {
  c.header("content-security-policy", bodyPolicy(c.req.query("images") !== "off", sandbox));
  c.header("referrer-policy", "no-referrer");
  return c.html(framed(html, schemeOf(c.req.query("scheme"))));
}
