/** What a page of the desk is answered with: its style sheet allowed, nobody's to keep, and who let her in. */

import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { DeskProps } from "../../pages/desk/frame.tsx";
import { deskStyles } from "../../pages/desk/styles.ts";
import type { PageProps } from "../../pages/layout.tsx";
import { answerPage, type HttpContext } from "../env.ts";
import { allowStyle } from "../security.ts";

export function answerDesk(
  c: HttpContext,
  draw: (props: DeskProps) => JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const by = c.env.deps.config.access === null ? "session" : "access";
  return answerDoor(c, (props) => draw({ ...props, by }), status);
}

/** For who is not in yet. */
export function answerDoor(
  c: HttpContext,
  draw: (props: PageProps) => JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  allowStyle(c, deskStyles);
  return answerPage(c, draw, status);
}
