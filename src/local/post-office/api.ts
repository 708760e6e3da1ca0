/** Resend's API as far as Ayumi uses it: send, send a batch, look mails up, look at the quotas and the account. */

import { Hono } from "hono";
import { acceptMails } from "./accept.ts";
import { accountRoutes } from "./account.ts";
import { answerAccepted, answerRefusal, breakConnection, hangUp, type RoomContext, type RoomEnv } from "./answer.ts";
import { pageOfEmails, suppressionOf } from "./archive.ts";
import { type Judgement, judgeBatch, judgeSingle, type Validation } from "./batch.ts";
import { pause } from "./clock.ts";
import { recipientsOf } from "./draft.ts";
import { type Fault, refusalOf, takeFault } from "./faults.ts";
import { beginKey, fingerprintOf, forgetKey, type KeyTurn, rememberAnswer } from "./idempotency.ts";
import { refuseQuota, takeTurn, usageReport } from "./limits.ts";
import { asResendEmail } from "./mail.ts";
import {
  invalidApiKey,
  invalidField,
  invalidKeyLength,
  keyInFlight,
  missingApiKey,
  notFound,
  otherBodyUnderKey,
  type Refusal,
  rateLimited,
  restrictedApiKey,
} from "./refusal.ts";
import type { Room } from "./room.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

type SendPath = "/emails" | "/emails/batch";

export function resendApi(): Hono<RoomEnv> {
  const api = new Hono<RoomEnv>();
  api.use("/emails/*", door);
  for (const path of LOOKING) api.use(path, door, onlyFullAccess);
  api.post("/emails", (c) => send(c, "/emails"));
  api.post("/emails/batch", (c) => send(c, "/emails/batch"));
  api.get("/emails", (c) => pageOfEmails(c, c.get("room").mails));
  api.get("/emails/:id", lookUp);
  api.get("/suppressions/:address", (c) => suppressionOf(c, c.get("room").suppressed));
  api.get("/usage", (c) => c.json(usageReport(c.get("room").limits, c.get("room").usage, c.get("room").clock.now())));
  api.route("/", accountRoutes());
  api.route("/", webhookEndpoints());
  api.all("/emails/*", (c) => answerRefusal(c, notFound("Route")));
  return api;
}

/** What a key with sending access may not see. */
const LOOKING = ["/usage", "/suppressions/*", "/domains/*", "/webhooks/*", "/api-keys/*"];

async function onlyFullAccess(c: RoomContext, next: () => Promise<void>): Promise<Response | undefined> {
  const key = keyOf(c.req.header("authorization"));
  if (key !== undefined && c.get("room").limits.sendingKeys.includes(key)) return answerRefusal(c, restrictedApiKey());
  await next();
  return undefined;
}

/** What every request meets first: the ordered fault, the key, the rate limit. */
async function door(c: RoomContext, next: () => Promise<void>): Promise<Response | undefined> {
  const room = c.get("room");
  const fault = takeFault(room.faults, c.req.path.slice(room.base.length));
  room.counts.requests += 1;
  c.set("fault", fault);
  if (fault?.kind === "reset_before") return breakConnection(c);
  const turn = takeTurn(room.limits, room.usage, Date.now());
  for (const [name, value] of Object.entries(turn.headers)) c.header(name, value);
  const limited = turn.allowed ? undefined : rateLimited(turn.waitSeconds);
  const refusal = refuseApiKey(room, c.req.header("authorization")) ?? limited ?? refusalOf(fault, room.clock.now());
  if (refusal !== undefined) return answerRefusal(c, refusal);
  await next();
  return undefined;
}

function refuseApiKey(room: Room, authorization: string | undefined): Refusal | undefined {
  const key = keyOf(authorization);
  if (key === undefined) return missingApiKey();
  return room.limits.refusedKeys.includes(key) ? invalidApiKey() : undefined;
}

function keyOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
}

async function send(c: RoomContext, path: SendPath): Promise<Response> {
  const room = c.get("room");
  const key = c.req.header("idempotency-key");
  if (key !== undefined && (key.length < 1 || key.length > 256)) return answerRefusal(c, invalidKeyLength());
  const validation = c.req.header("x-batch-validation") === "permissive" ? "permissive" : "strict";
  const bytes = Buffer.from(await c.req.arrayBuffer());
  if (key === undefined) return await sendOnce(c, path, validation, bytes, null);
  const turn = beginKey(room.keys, key, fingerprintOf(path, validation, bytes), room.clock.now());
  if (turn.kind !== "fresh") return await answerAgain(c, turn);
  try {
    return await sendOnce(c, path, validation, bytes, key);
  } finally {
    forgetKey(room.keys, key);
  }
}

async function answerAgain(c: RoomContext, turn: Exclude<KeyTurn, { kind: "fresh" }>): Promise<Response> {
  if (turn.kind === "other_body") return answerRefusal(c, otherBodyUnderKey());
  if (turn.kind === "in_flight") return answerRefusal(c, keyInFlight());
  c.get("room").counts.replayed += 1;
  return await answerAccepted(c, turn.answer, c.get("fault"));
}

async function sendOnce(
  c: RoomContext,
  path: SendPath,
  validation: Validation,
  bytes: Buffer,
  key: string | null,
): Promise<Response> {
  const room = c.get("room");
  const fault = c.get("fault");
  if (fault?.kind === "hang") return await hangUp(c, fault.hangMs);
  const wait = room.limits.latencyMs + (fault?.kind === "slow" ? fault.hangMs : 0);
  if (wait > 0) await pause(wait, room.closing);
  const judgement = judge(path, validation, bytes, fault);
  if (judgement.kind === "refused") return answerRefusal(c, judgement.refusal);
  const mailsCounted = judgement.drafts.reduce((sum, draft) => sum + recipientsOf(draft).length, 0);
  const quota = refuseQuota(room.limits, room.usage, mailsCounted, room.clock.now());
  if (quota !== undefined) return answerRefusal(c, quota);
  const body = acceptAll(room, path, validation, judgement, key);
  return await answerAccepted(c, body, fault);
}

function judge(path: SendPath, validation: Validation, bytes: Buffer, fault: Fault | undefined): Judgement {
  const refusedIndexes = fault?.kind === "refuse_indexes" ? fault.indexes : [];
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return { kind: "refused", refusal: invalidField("The request body is not valid JSON.") };
  }
  return path === "/emails" ? judgeSingle(value, refusedIndexes) : judgeBatch(value, validation, refusedIndexes);
}

/** From here on the mails are sent and, before anything can break, the key knows it. */
function acceptAll(
  room: Room,
  path: SendPath,
  validation: Validation,
  { drafts, errors }: Extract<Judgement, { kind: "taken" }>,
  key: string | null,
): string {
  const data = acceptMails(room, drafts, key).map(({ id }) => ({ id }));
  const batch = validation === "permissive" ? { data, errors } : { data };
  const answer = JSON.stringify(path === "/emails" ? data[0] : batch);
  if (key !== null) remember(room, key, answer);
  return answer;
}

function remember(room: Room, key: string, answer: string): void {
  rememberAnswer(room.keys, key, answer);
  const record = room.keys.get(key);
  if (record === undefined) return;
  const { fingerprint, begun_at } = record;
  room.journal.write([{ kind: "answered", key, fingerprint, begun_at, answer }]);
}

function lookUp(c: RoomContext): Response {
  const mail = c.get("room").mails.get(c.req.param("id") ?? "");
  return mail === undefined ? answerRefusal(c, notFound("Email")) : c.json(asResendEmail(mail));
}
