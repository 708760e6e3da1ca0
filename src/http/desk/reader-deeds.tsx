/** What the author does for one reader, at her wish: each by POST, once however often it is pressed, and back to her page. */

import { Hono } from "hono/tiny";
import { changeClock } from "../../actions/change-clock.ts";
import { addSuppression, liftSuppression, showSuppression } from "../../actions/change-suppression.ts";
import { deliverNow } from "../../actions/deliver-now.ts";
import { everythingOf } from "../../actions/export-person.ts";
import { eraseFor, tokenFor } from "../../actions/for-reader.ts";
import { sendCopy } from "../../actions/send-copy.ts";
import { sendNextNow } from "../../actions/send-next-now.ts";
import { startAgain } from "../../actions/start-again.ts";
import { unsubscribe } from "../../actions/unsubscribe.ts";
import { parseAddress } from "../../domain/address.ts";
import { tidyLines } from "../../domain/consultation.ts";
import { hashIdentity } from "../../domain/token.ts";
import type { DeedSaid } from "../../pages/desk/reader/said.ts";
import { type Choose, daysChoice, hourChoice, paceChoice } from "../course.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { type Form, formOf } from "../form.ts";
import { idOf, noReader } from "./readers.tsx";

/** Whom the form means, by the hash that the page showed: her number may be another's by now. */
type Meant = { id: number; who: string; now: number; field: Form["field"]; reason: string };

/** As long as the table takes. */
const REASON_MAX = 500;

export const readerDeedRoutes = new Hono<HttpEnv>()
  .post("/admin/readers/:id/next", (c) => acted(c, nextSent))
  .post("/admin/readers/:id/copy", (c) => acted(c, copySent))
  .post("/admin/readers/:id/hour", (c) => clockChanged(c, "hour", hourChoice))
  .post("/admin/readers/:id/days", (c) => clockChanged(c, "days", daysChoice))
  .post("/admin/readers/:id/pace", (c) => clockChanged(c, "pace", paceChoice))
  .post("/admin/readers/:id/move", (c) => acted(c, moved))
  .post("/admin/readers/:id/stop", (c) => acted(c, stopped))
  .post("/admin/readers/:id/suppress", (c) => acted(c, suppressed))
  .post("/admin/readers/:id/release", (c) => acted(c, released))
  .post("/admin/readers/:id/file", (c) => filed(c))
  .post("/admin/readers/:id/erase", (c) => erased(c));

type Act = (c: HttpContext, meant: Meant) => Promise<DeedSaid | "nobody">;

async function acted(c: HttpContext, act: Act) {
  const meant = await meantBy(c);
  const said = await act(c, meant);
  return said === "nobody" ? noReader(c) : back(c, meant.id, said);
}

async function meantBy(c: HttpContext): Promise<Meant> {
  const { token, field } = await formOf(c);
  return {
    id: idOf(c),
    who: token,
    now: c.env.deps.clock(),
    field,
    reason: [...tidyLines(field("reason"))].slice(0, REASON_MAX).join(""),
  };
}

function back(c: HttpContext, id: number, said: DeedSaid) {
  return c.redirect(`/admin/readers/${id}?done=${said}`, 303);
}

/** The box under a button that cannot be taken back. */
function isSure({ field }: Meant): boolean {
  return field("sure") === "yes";
}

async function nextSent(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  if (!isSure(meant)) return "not-sure";
  const hers = await tokenFor(deps, meant, "course");
  if (hers.kind !== "reader") return hers.kind;
  const [lesson, { now, reason }] = [meant.field("lesson"), meant];
  const byAuthor = { deed: "next-lesson", detail: lesson.slice(0, 64), reason } as const;
  const sent = await sendNextNow(deps, { token: hers.token, lesson, now, byAuthor });
  if (sent.kind !== "sent")
    return sent.kind === "stopped" || sent.kind === "already" ? `next-${sent.kind}` : "not-begun";
  c.executionCtx.waitUntil(deliverNow(deps, sent.batchIds));
  return sent.batchIds.length > 0 ? "next-sent" : "next-waiting";
}

async function copySent(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  const hers = await tokenFor(deps, meant, "course");
  if (hers.kind !== "reader") return hers.kind;
  const { id: subscriberId, field, now, reason } = meant;
  const lesson = field("lesson");
  const byAuthor = { deed: "copy", detail: lesson.slice(0, 64), reason, addressHash: hers.addressHash } as const;
  const sent = await sendCopy(deps, { subscriberId, lesson, now, byAuthor });
  if (sent.kind === "sent") c.executionCtx.waitUntil(deliverNow(deps, sent.batchIds));
  return `copy-${sent.kind}`;
}

function clockChanged(c: HttpContext, part: "hour" | "days" | "pace", choose: Choose) {
  return acted(c, async (_, meant) => {
    const { deps } = c.env;
    const hers = await tokenFor(deps, meant, "course");
    if (hers.kind !== "reader") return hers.kind;
    const choice = choose({ token: "", field: meant.field });
    const byAuthor = { deed: "clock", detail: part, reason: meant.reason } as const;
    const changed = await changeClock(deps, { token: hers.token, choice, now: meant.now, byAuthor });
    if (changed.kind === "changed") return "clock-changed";
    return changed.kind === "refused" ? changed.problem : "not-begun";
  });
}

async function moved(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  if (!isSure(meant)) return "not-sure";
  const hers = await tokenFor(deps, meant, "course");
  if (hers.kind !== "reader") return hers.kind;
  const { field, now, reason } = meant;
  const lesson = field("lesson");
  const byAuthor = { deed: "moved", detail: lesson.slice(0, 64), reason } as const;
  const part = Number(field("part") || Number.NaN);
  const begun = await startAgain(deps, { token: hers.token, lesson, part, now, byAuthor });
  switch (begun.kind) {
    case "begun":
      c.executionCtx.waitUntil(deliverNow(deps, begun.batchIds));
      return "moved";
    case "already":
    case "too-often":
    case "not-hers":
    case "stopped":
      return `moved-${begun.kind}`;
    default:
      return "not-begun";
  }
}

async function stopped(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  if (!isSure(meant)) return "not-sure";
  if (meant.reason === "") return "no-reason";
  const hers = await tokenFor(deps, meant, "unsubscribe");
  if (hers.kind !== "reader") return hers.kind;
  const byAuthor = { deed: "stopped", reason: meant.reason } as const;
  const result = await unsubscribe(deps, { token: hers.token, now: meant.now, byAuthor });
  return result.kind === "stopped" && result.mailUnderWay ? "stopped-under-way" : "stopped";
}

/** Written down with the suppression itself, by the address's hash, so that it outlives her. */
async function suppressed(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  if (!isSure(meant)) return "not-sure";
  if (meant.reason === "") return "no-reason";
  const hers = await tokenFor(deps, meant, "owner");
  if (hers.kind !== "reader") return hers.kind;
  const { addressHash } = hers;
  if ((await showSuppression(deps, addressHash)).suppressed !== null) return "suppressed-already";
  await addSuppression(deps, { addressHash, reason: meant.reason, now: meant.now });
  return "suppressed";
}

async function released(c: HttpContext, meant: Meant): Promise<DeedSaid | "nobody"> {
  const { deps } = c.env;
  if (meant.reason === "") return "no-reason";
  const hers = await tokenFor(deps, meant, "owner");
  if (hers.kind !== "reader") return hers.kind;
  const sheAsked = meant.field("asked") === "yes";
  const lifted = await liftSuppression(deps, { ...hers, reason: meant.reason, sheAsked, now: meant.now });
  return lifted.kind === "removed" ? "released" : lifted.kind;
}

/** By POST, although it changes nothing: no machine that looks ahead at links shall fetch it. */
async function filed(c: HttpContext) {
  const { deps } = c.env;
  const meant = await meantBy(c);
  const hers = await tokenFor(deps, meant, "owner");
  if (hers.kind !== "reader") return hers.kind === "nobody" ? noReader(c) : back(c, meant.id, hers.kind);
  const moment = new Date(meant.now).toISOString();
  const tables = await everythingOf(deps, hers.addressHash);
  const file = { product: "Ayumi", site: deps.config.siteUrl, exported_at: moment, ...tables };
  c.header("Content-Disposition", `attachment; filename="reader-${meant.id}-${moment.slice(0, 10)}.json"`);
  return c.body(JSON.stringify(file, null, 2), 200, { "Content-Type": "application/json; charset=utf-8" });
}

/** The address must be typed: it is the one deed of which nothing can be taken back. */
async function erased(c: HttpContext) {
  const { deps } = c.env;
  const meant = await meantBy(c);
  const hers = await tokenFor(deps, meant, "owner");
  if (hers.kind !== "reader") return hers.kind === "nobody" ? noReader(c) : back(c, meant.id, hers.kind);
  const typed = parseAddress(meant.field("email"));
  if (!typed || hashIdentity(deps.config.secrets, typed.identity) !== hers.addressHash)
    return c.redirect(`/admin/readers/${meant.id}/erase?done=other-address`, 303);
  const gone = await eraseFor(deps, { ...hers, now: meant.now });
  const underWay = gone.kind === "erased" && gone.mailUnderWay;
  return c.redirect(`/admin/readers?done=${underWay ? "erased-under-way" : "erased"}`, 303);
}
