/** Signed tokens for links: bound to a purpose and a subject, expiring unless their purpose says never. */

import { hmac as createHmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/**
 * `course` opens a reader's own page, from any of her lessons; `owner` what only she may do, from a mail she has just asked for;
 * `address` proves a new address, and its subject is the notice that went there;
 * `consult` opens the consultation's form with her name in it; `sign-in` opens the author's desk, and its subject is the notice
 * that brought it.
 */
export type Purpose = "confirm" | "unsubscribe" | "browser" | "course" | "owner" | "address" | "consult" | "sign-in";

export type Secrets = {
  /** Signs links that expire. */
  readonly link: string;
  /** Accepted, never used for signing, while `link` is being rotated. */
  readonly linkPrevious?: string | undefined;
  /** Signs unsubscribe tokens and keys address hashes. Never rotated. */
  readonly identity: string;
};

/** `expiresAt` is unix ms; Infinity for a token that never expires. */
export type TokenCheck = { ok: true; subject: string; expiresAt: number } | { ok: false; why: "forged" | "expired" };

/** 128 bits are out of reach of guessing and keep links short. */
const MAC_BYTES = 16;
const SUBJECT_PATTERN = /^[A-Za-z0-9_-]+$/;
const encoder = new TextEncoder();
const keyed = new Map<string, Keyed>();

type Keyed = ReturnType<typeof createHmac.create>;

/** `<subject>.<expiry, base 36 seconds>.<mac>`; the expiry is empty for a token that never expires. `expiresAt` is unix ms. */
export function signToken(secrets: Secrets, purpose: Purpose, subject: string, expiresAt: number | null): string {
  const expiry = expiresAt === null ? "" : Math.ceil(expiresAt / 1000).toString(36);
  return `${subject}.${expiry}.${macOf(signingSecret(secrets, purpose), purpose, subject, expiry)}`;
}

/** Whose token this is, if it was made for `purpose` and is still good at `now` (unix ms). */
export function checkToken(secrets: Secrets, purpose: Purpose, token: string, now: number): TokenCheck {
  const [subject, expiry, mac, ...rest] = token.split(".");
  if (!subject || expiry === undefined || !mac || rest.length > 0 || !SUBJECT_PATTERN.test(subject)) return forged();
  if ((expiry === "") !== (purpose === "unsubscribe")) return forged();
  for (const secret of checkingSecrets(secrets, purpose)) {
    if (!sameText(mac, macOf(secret, purpose, subject, expiry))) continue;
    const expiresAt = expiry === "" ? Number.POSITIVE_INFINITY : Number.parseInt(expiry, 36) * 1000;
    return expiresAt <= now ? { ok: false, why: "expired" } : { ok: true, subject, expiresAt };
  }
  return forged();
}

/** The keyed hash under which an address is compared: 22 characters, useless without IDENTITY_SECRET. */
export function hashIdentity(secrets: Secrets, identity: string): string {
  return hmac(secrets.identity, `address\n${identity}`);
}

/**
 * What a request tells of its sender, kept as evidence beside a consent of that moment (unix ms): only who knows the value can
 * find it again, with IDENTITY_SECRET. The moment is the salt, so that two rows do not show that they came from one place.
 */
export function hashOrigin(secrets: Secrets, kind: "network" | "client", value: string, at: number): string {
  return hmac(secrets.identity, `${kind}\n${at}\n${value}`);
}

/** Under what a browser's session at the desk is found: who reads the table cannot enter with it. */
export function hashSession(secrets: Secrets, session: string): string {
  return hmac(secrets.identity, `session\n${session}`);
}

/** What is counted on one day (UTC, in days since 1970), keyed like an address: 22 characters that are others tomorrow. */
export function hashCounted(secrets: Secrets, kind: string, value: string, day: number): string {
  return hmac(secrets.identity, `count\n${kind}\n${day}\n${value}`);
}

/** A UUID (RFC 9562, version 8: made of what we please) for a request that asks again about the same. */
export function keyedUuid(secrets: Secrets, text: string): string {
  const hex = Array.from(macBytes(secrets.identity, `again\n${text}`), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function forged(): TokenCheck {
  return { ok: false, why: "forged" };
}

function signingSecret(secrets: Secrets, purpose: Purpose): string {
  return purpose === "unsubscribe" ? secrets.identity : secrets.link;
}

function checkingSecrets(secrets: Secrets, purpose: Purpose): string[] {
  const previous = purpose === "unsubscribe" ? undefined : secrets.linkPrevious;
  return previous ? [signingSecret(secrets, purpose), previous] : [signingSecret(secrets, purpose)];
}

function macOf(secret: string, purpose: Purpose, subject: string, expiry: string): string {
  return hmac(secret, `${purpose}\n${subject}\n${expiry}`);
}

/** WebCrypto takes twenty times as long for so short a text, most of it for its promise. */
function hmac(secret: string, text: string): string {
  return base64Url(macBytes(secret, text));
}

function macBytes(secret: string, text: string): Uint8Array {
  return keyedBy(secret).clone().update(encoder.encode(text)).digest().subarray(0, MAC_BYTES);
}

/** The key's own half of the work, done once an isolate. */
function keyedBy(secret: string): Keyed {
  const known = keyed.get(secret) ?? createHmac.create(sha256, encoder.encode(secret));
  keyed.set(secret, known);
  return known;
}

/** RFC 4648 §5 without padding. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Compares without telling by its duration where two texts of one length differ. */
function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
