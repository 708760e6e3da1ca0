/** One reader as the author has her before her: her page's address, the hash that its forms carry, and what an answer said. */

import { expect } from "vitest";
import { authorAtDesk } from "./desk.ts";
import { engine, rows } from "./engine.ts";
import { enrol } from "./visitor.ts";

export const HANAKO = "hanako@example.com";

export async function readerOfEmail(email = HANAKO): Promise<{ path: string; who: string }> {
  const [row] = await rows<{ id: number; who: string }>(
    "SELECT id, address_hash AS who FROM subscribers WHERE email = ?1",
    email,
  );
  return { path: `/admin/readers/${row?.id ?? 0}`, who: row?.who ?? "" };
}

/** Where the answer leads, and what it says there. */
export function doneIn(answer: Response): string {
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get("Location") ?? "", "http://localhost:8787").searchParams.get("done") ?? "";
}

export async function ticks(): Promise<void> {
  const house = engine();
  await house.tickAndSend();
  await house.tickAndSend();
}

/** Signed in, with one reader who has the guide. */
export async function withHanako() {
  await enrol(HANAKO, "花子");
  const { path, who } = await readerOfEmail();
  const author = await authorAtDesk();
  const press = async (deed: string, fields: Record<string, string> = {}) =>
    doneIn(await author.post(`${path}/${deed}`, { t: who, ...fields }));
  return { ...author, path, who, press };
}
