/** Erasing by address at the desk: what would go, then gone, with the receipt. */

import { Hono } from "hono/tiny";
import { eraseAddress, seeErasure } from "../../actions/erase-address.ts";
import { type Address, parseAddress } from "../../domain/address.ts";
import { isNothing, receiptText } from "../../domain/erasure.ts";
import { hashIdentity } from "../../domain/token.ts";
import { ErasedByAuthorPage, EraseSeenPage } from "../../pages/desk/records/erase.tsx";
import { NO_ADDRESS } from "../../pages/field.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { formOf } from "../form.ts";
import { answerDesk } from "./env.ts";
import { answerRecords } from "./records.tsx";

/** By POST both: an address has no place in that of a page. The first changes nothing. */
export const eraseRoutes = new Hono<HttpEnv>()
  .post("/admin/records/erase", async (c) => seen(c, await addressOf(c)))
  .post("/admin/records/erase/do", async (c) => erased(c, await addressOf(c)));

/** `wasThere`: what the form was shown for. */
type Typed = { typed: string; address: Address | null; wasThere: boolean };

async function addressOf(c: HttpContext): Promise<Typed> {
  const { field } = await formOf(c);
  const typed = field("email").slice(0, 320);
  return { typed, address: parseAddress(typed), wasThere: field("found") === "yes" };
}

async function seen(c: HttpContext, { typed, address }: Typed) {
  if (!address) return noAddress(c, typed);
  const { db, config } = c.env.deps;
  const found = await seeErasure({ db }, hashIdentity(config.secrets, address.identity));
  return answerDesk(c, (props) => <EraseSeenPage {...props} seen={found} typed={address.email} />);
}

async function erased(c: HttpContext, { typed, address, wasThere }: Typed) {
  if (!address) return noAddress(c, typed);
  const { db, config, course, clock } = c.env.deps;
  const now = clock();
  const erasure = await eraseAddress({ db }, { addressHash: hashIdentity(config.secrets, address.identity), now });
  const receipt = receiptText(erasure, { zone: course.zone, at: now, sender: config.sender.name, wasThere });
  const nothing = isNothing(erasure) && !wasThere;
  return answerDesk(c, (props) => <ErasedByAuthorPage {...props} receipt={receipt} nothing={nothing} />);
}

function noAddress(c: HttpContext, typed: string) {
  return answerRecords(c, { eraseError: NO_ADDRESS, eraseTyped: typed });
}
