/** Keeps what happened in a room between runs: one JSON line for each thing that happened, only ever appended. */

import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SuppressionReason } from "./fate.ts";
import type { Mail } from "./mail.ts";

export type Entry =
  | { readonly kind: "mail"; readonly mail: Mail }
  | { readonly kind: "event"; readonly email_id: string; readonly last_event: string }
  | { readonly kind: "suppressed"; readonly address: string; readonly reason: SuppressionReason }
  | {
      readonly kind: "answered";
      readonly key: string;
      readonly fingerprint: string;
      readonly begun_at: number;
      readonly answer: string;
    }
  | { readonly kind: "clock"; readonly ahead: number }
  | { readonly kind: "emptied" }
  | { readonly kind: "unsuppressed" };

export type Journal = {
  write(entries: readonly Entry[]): void;
};

export function journalPath(directory: string | undefined, room: string): string | undefined {
  if (directory === undefined) return undefined;
  mkdirSync(directory, { recursive: true });
  return join(directory, room === "" ? "post-office.jsonl" : `post-office.${room}.jsonl`);
}

/** Without a path nothing is kept. */
export function openJournal(path: string | undefined): Journal {
  return { write };

  function write(entries: readonly Entry[]): void {
    if (path === undefined || entries.length === 0) return;
    appendFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  }
}

/** All entries, oldest first. A line that a crash cut short is passed over. */
export function readJournal(path: string | undefined): Entry[] {
  if (path === undefined || !existsSync(path)) return [];
  return readFileSync(path, "utf8").split("\n").flatMap(readLine);
}

function readLine(line: string): Entry[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
