/** The door of the proofs: their page, the bodies in its frames, and word of a newer edit. All of it is only to look at. */

import { Hono } from "hono";
import type { ProofDesk } from "../../proofs/proof-desk.ts";
import type { RoomEnv } from "../answer.ts";
import { answerBody } from "./answer-body.ts";
import { PROOF_SANDBOX } from "./mail-body.ts";
import { PAGE_POLICY } from "./page.ts";
import { copyOf, proofPage } from "./proof-page.ts";

export function proofs(desk: ProofDesk): Hono<RoomEnv> {
  const pages = new Hono<RoomEnv>();
  pages.get("/proofs", async (c) => {
    c.header("content-security-policy", PAGE_POLICY);
    c.header("cache-control", "no-store");
    const { of, to } = c.req.query();
    return await c.html(proofPage(c.get("room"), await desk.look(), { of, to }));
  });
  pages.get("/_outbox/proofs/news", async (c) => c.json({ version: (await desk.look()).version }));
  pages.get("/_outbox/proofs/body", async (c) => {
    const { of, to } = c.req.query();
    const copy = copyOf(await desk.look(), of, to);
    return copy === undefined ? c.notFound() : answerBody(c, copy.mail.html, PROOF_SANDBOX);
  });
  return pages;
}
