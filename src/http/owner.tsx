/** What only she may do, behind a link she has just asked for, and the proof of a new address: GET shows, POST acts, once. */

import { Hono } from "hono/tiny";
import { askNewAddress } from "../actions/ask-new-address.ts";
import { changeAddress } from "../actions/change-address.ts";
import { erasePerson } from "../actions/erase-person.ts";
import { exportPerson } from "../actions/export-person.ts";
import { readerOf } from "../actions/reader-of.ts";
import { ring } from "../actions/ring.ts";
import { parseAddress } from "../domain/address.ts";
import { localDateAndTime } from "../domain/clock.ts";
import { COURSE_LINK_LIFE } from "../domain/numbers.ts";
import { checkToken, signToken } from "../domain/token.ts";
import { AddressChangedPage, NewAddressGonePage, NewAddressPage } from "../pages/new-address.tsx";
import { ErasedPage, OwnerLinkPage, OwnerPage } from "../pages/owner.tsx";
import { courseUrl } from "./course.tsx";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { type Form, formOf } from "./form.ts";

/** Mounted after the routes of her page, which say of everything below /course that it is for her eyes only. */
export const ownerRoutes = new Hono<HttpEnv>()
  .get("/course/own", (c) => shown(c, c.req.query("t") ?? ""))
  .post("/course/export", async (c) => exported(c, await formOf(c)))
  .post("/course/address", async (c) => addressAsked(c, await formOf(c)))
  .post("/course/erase", async (c) => erased(c, await formOf(c)))
  .get("/course/new-address", (c) => proofShown(c, c.req.query("t") ?? ""))
  .post("/course/new-address", async (c) => addressChanged(c, await formOf(c)));

async function shown(c: HttpContext, token: string, mistyped?: string) {
  const { deps } = c.env;
  const known = await readerOf(deps, { purpose: "owner", token, now: deps.clock() });
  if (known.kind !== "known") return noSuchLink(c, known.kind);
  const asked = c.req.method === "GET" && c.req.query("done") === "address";
  return answerPage(
    c,
    (props) => <OwnerPage {...props} token={token} asked={asked} mistyped={mistyped} />,
    mistyped === undefined ? 200 : 422,
  );
}

async function exported(c: HttpContext, { token }: Form) {
  const { deps } = c.env;
  const now = deps.clock();
  const result = await exportPerson(deps, { token, now });
  if (result.kind !== "exported") return noSuchLink(c, result.kind);
  const moment = new Date(now).toISOString();
  const file = { product: "Ayumi", site: deps.config.siteUrl, exported_at: moment, ...result.tables };
  c.header("Content-Disposition", `attachment; filename="${deps.course.key}-${moment.slice(0, 10)}.json"`);
  return c.body(JSON.stringify(file, null, 2), 200, { "Content-Type": "application/json; charset=utf-8" });
}

async function addressAsked(c: HttpContext, { token, field }: Form) {
  const { deps } = c.env;
  const address = parseAddress(field("email"));
  if (!address) return shown(c, token, field("email").slice(0, 320));
  const asked = await askNewAddress(deps, { token, address, now: deps.clock() });
  if (asked.kind !== "asked") return noSuchLink(c, asked.kind);
  if (asked.noticeId) c.executionCtx.waitUntil(ring(deps, [{ notice: asked.noticeId }]));
  return c.redirect(`/course/own?t=${encodeURIComponent(token)}&done=address`, 303);
}

async function erased(c: HttpContext, { token }: Form) {
  const { deps } = c.env;
  const now = deps.clock();
  const result = await erasePerson(deps, { token, now });
  if (result.kind !== "erased") return noSuchLink(c, result.kind);
  const when = localDateAndTime(deps.course.zone, now);
  const { already, mailUnderWay } = result;
  return answerPage(c, (props) => <ErasedPage {...props} when={when} already={already} mailUnderWay={mailUnderWay} />);
}

async function proofShown(c: HttpContext, token: string) {
  const { config, clock } = c.env.deps;
  const check = checkToken(config.secrets, "address", token, clock());
  return check.ok
    ? answerPage(c, (props) => <NewAddressPage {...props} token={token} />)
    : answerPage(c, (props) => <NewAddressGonePage {...props} />, check.why === "expired" ? 410 : 400);
}

/** She has just proved the address, so the page may lead her to her own. */
async function addressChanged(c: HttpContext, { token }: Form) {
  const { deps } = c.env;
  const now = deps.clock();
  const result = await changeAddress(deps, { token, now });
  switch (result.kind) {
    case "changed": {
      const { secrets } = deps.config;
      const hers = signToken(secrets, "course", result.addressHash, now + COURSE_LINK_LIFE);
      return answerPage(c, (props) => <AddressChangedPage {...props} courseUrl={courseUrl(hers)} />);
    }
    case "forged":
      return answerPage(c, (props) => <NewAddressGonePage {...props} />, 400);
    case "expired":
    case "gone":
      return answerPage(c, (props) => <NewAddressGonePage {...props} />, 410);
  }
}

function noSuchLink(c: HttpContext, why: "expired" | "forged" | "gone") {
  return answerPage(c, (props) => <OwnerLinkPage {...props} />, why === "forged" ? 400 : 410);
}
