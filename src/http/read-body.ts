/** Reading a form or a JSON body of bounded size; what cannot be read gets a sentence, never an exception. */

import { FORM_BYTES } from "../domain/numbers.ts";
import type { HttpContext } from "./env.ts";

export type ReadBody =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; status: 400 | 413 | 415; sentence: string };

export async function readBody(c: HttpContext): Promise<ReadBody> {
  const type = (c.req.header("Content-Type") ?? "").toLowerCase();
  const isJson = type.startsWith("application/json");
  if (!isJson && !/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) {
    return { ok: false, status: 415, sentence: "この形式の送信は受け取れません。ページのフォームからお送りください。" };
  }
  const bytes = await bytesUpTo(c.req.raw, FORM_BYTES);
  if (!bytes) return { ok: false, status: 413, sentence: "送られた内容が大きすぎて、受け取れませんでした。" };
  try {
    return {
      ok: true,
      value: isJson ? jsonObject(bytes) : await formFields(bytes, c.req.header("Content-Type") ?? ""),
    };
  } catch {
    return { ok: false, status: 400, sentence: "送られた内容を読み取れませんでした。もう一度お試しください。" };
  }
}

/** The whole body, or null as soon as it is longer than `limit`; the rest is not read. */
export async function bytesUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> {
  const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("not an object");
  return value as Record<string, unknown>;
}

async function formFields(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Record<string, unknown>> {
  const form = await new Response(bytes, { headers: { "Content-Type": contentType } }).formData();
  return Object.fromEntries(form.entries());
}
