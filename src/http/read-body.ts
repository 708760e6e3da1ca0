/** Reading a form or a JSON body of bounded size; what cannot be read gets a sentence, never an exception. */

import { FORM_BYTES } from "../domain/numbers.ts";
import type { HttpContext } from "./env.ts";

type Fields = Record<string, unknown>;

export type ReadBody = { ok: true; value: Fields } | { ok: false; status: 400 | 413 | 415; sentence: string };

/** What is made of the bytes of each kind of body. Bytes that make no sense throw. */
const PARSERS = new Map<string, (bytes: Uint8Array<ArrayBuffer>, contentType: string) => Fields | Promise<Fields>>([
  ["application/json", jsonObject],
  ["application/x-www-form-urlencoded", formFields],
  ["multipart/form-data", multipartFields],
]);

/** What is said of a body that is not read. */
export const UNREADABLE = {
  400: "送られた内容を読み取れませんでした。もう一度お試しください。",
  413: "送られた内容が大きすぎて、受け取れませんでした。",
  415: "この形式の送信は受け取れません。ページのフォームからお送りください。",
} as const;

export function isReadable(contentType = ""): boolean {
  return PARSERS.has(kindOf(contentType));
}

function kindOf(contentType: string): string {
  const [kind = ""] = contentType.split(";", 1);
  return kind.trim().toLowerCase();
}

export async function readBody(c: HttpContext, limitBytes = FORM_BYTES): Promise<ReadBody> {
  const contentType = c.req.header("Content-Type") ?? "";
  const parse = PARSERS.get(kindOf(contentType));
  if (!parse) return unread(415);
  const bytes = await bytesUpTo(c.req.raw, limitBytes);
  if (!bytes) return unread(413);
  try {
    return { ok: true, value: await parse(bytes, contentType) };
  } catch {
    return unread(400);
  }
}

function unread(status: keyof typeof UNREADABLE): ReadBody {
  return { ok: false, status, sentence: UNREADABLE[status] };
}

/** The whole body, or null if it is longer than `limit`. A body that tells its length is kept to it by the platform. */
export async function bytesUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const told = request.headers.get("Content-Length");
  if (told === null) return countedUpTo(request.body, limit);
  return Number(told) > limit ? null : new Uint8Array(await request.arrayBuffer());
}

/** As soon as it is too long, the rest is not read. */
async function countedUpTo(body: ReadableStream<Uint8Array<ArrayBuffer>> | null, limit: number) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function jsonObject(bytes: Uint8Array): Fields {
  const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("not an object");
  return value as Fields;
}

function formFields(bytes: Uint8Array): Fields {
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
}

async function multipartFields(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Fields> {
  return Object.fromEntries(await new Response(bytes, { headers: { "Content-Type": contentType } }).formData());
}
