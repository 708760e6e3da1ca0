/** What visitors, readers and the provider do to the house, each as its route does it. */

import { confirm } from "../../src/actions/confirm.ts";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { recordMailEvent } from "../../src/actions/record-mail-event.ts";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { ring } from "../../src/actions/ring.ts";
import { signUp } from "../../src/actions/sign-up.ts";
import { tick } from "../../src/actions/tick.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import type { Deps } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { CONFIRM_LINK_LIFE, COURSE_LINK_LIFE, OWNER_LINK_LIFE } from "../../src/domain/numbers.ts";
import { NO_SOURCE } from "../../src/domain/source.ts";
import { signToken } from "../../src/domain/token.ts";
import { verifyWebhook } from "../../src/mail/webhook.ts";
import { current } from "./current.ts";
import { rows } from "./engine.ts";
import type { Webhook } from "./post-office.ts";

type TickReport = Partial<Parameters<Parameters<typeof tick>[2]>[0]>;

/** Returns her notice's id, or null when no mail is due to her. */
export async function signUpAndRing(deps: Deps, email: string): Promise<string | null> {
  const address = parseAddress(email);
  if (!address) throw new Error("impossible address");
  const from = { page: "/", source: NO_SOURCE, network: null, client: null };
  const form = { address, name: "", wording: "I agree", ...from, browserSignedUp: null, isUnproved: false };
  const signedUp = await signUp(deps, { ...form, now: current.now });
  const noticeId = signedUp.kind === "taken" ? signedUp.noticeId : null;
  if (noticeId) await ring(deps, [{ notice: noticeId }]);
  return noticeId;
}

/** Always with the same words. */
export async function askAndRing(deps: Deps, email: string): Promise<void> {
  const from = parseAddress(email);
  if (!from) throw new Error("impossible address");
  const words = { name: "花子", reach: "メール", times: "11月10日（火） 夜", topic: "", worksheet: "" };
  const { noticeIds } = await requestConsultation(deps, { from, words, now: current.now });
  await ring(
    deps,
    noticeIds.map((notice) => ({ notice })),
  );
}

/** With a link of this moment. */
export async function confirmNow(deps: Deps, email: string) {
  const token = signToken(deps.config.secrets, "confirm", await hashOf(email), current.now + CONFIRM_LINK_LIFE);
  return confirm(deps, { token, now: current.now });
}

export async function confirmAndDeliver(deps: Deps, email: string): Promise<void> {
  const result = await confirmNow(deps, email);
  if (result.kind === "confirmed") await deliverNow(deps, result.batchIds);
}

export async function stop(deps: Deps, email: string) {
  const token = signToken(deps.config.secrets, "unsubscribe", await hashOf(email), null);
  return unsubscribe(deps, { token, now: current.now });
}

export async function hear(deps: Deps, { headers, body }: Webhook) {
  const event = verifyWebhook(deps.config.resend.webhookSecret, new Headers(headers), body, current.now);
  if (!event) throw new Error("the post office's own webhook is refused");
  return recordMailEvent(deps, { event, now: current.now });
}

/** A tick, as the cron door runs it. */
export async function cron(deps: Deps): Promise<TickReport> {
  let told: TickReport = {};
  await tick(deps, { now: current.now }, (report) => {
    told = report;
  });
  return told;
}

async function hashOf(email: string): Promise<string> {
  const [reader] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers WHERE email = ?1", email);
  return reader?.address_hash ?? "";
}

/** As the link of a lesson sealed this moment carries it. */
export async function courseToken(deps: Deps, email: string): Promise<string> {
  return signToken(deps.config.secrets, "course", await hashOf(email), current.now + COURSE_LINK_LIFE);
}

/** As the link of a mail she has just asked for carries it. */
export async function ownerToken(deps: Deps, email: string): Promise<string> {
  return signToken(deps.config.secrets, "owner", await hashOf(email), current.now + OWNER_LINK_LIFE);
}

/** Signs up, proves the address and has the guide. */
export async function becomeReader(deps: Deps, email: string): Promise<void> {
  await signUpAndRing(deps, email);
  await confirmAndDeliver(deps, email);
}
