/** POST /visit: the landing page tells that somebody moved a hand there. */

import { Hono } from "hono/tiny";
import { countVisitNow } from "../actions/count-visit.ts";
import type { HttpEnv } from "./env.ts";
import { limitLinks } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { sourceOfForm } from "./source.ts";

export const visitRoutes = new Hono<HttpEnv>().post("/visit", limitLinks, async (c) => {
  const body = await readBody(c);
  if (!body.ok) return c.body(null, body.status);
  const { deps } = c.env;
  await countVisitNow(deps, { source: sourceOfForm(c, body.value), now: deps.clock() });
  return c.body(null, 204);
});
