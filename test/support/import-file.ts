/** Files of readers for tests, as CSV, and the import of one as the desk does it. */

import { beginImport } from "../../src/actions/begin-import.ts";
import { tryImport } from "../../src/actions/try-import.ts";
import type { Deps } from "../../src/deps.ts";
import type { ImportMode } from "../../src/domain/import-columns.ts";
import { current } from "./current.ts";

const HEADER = "email,name,consent_wording,consent_at,consent_source,confirmed_at";
export const WORDING = "メールコースが届くことに同意します。";

/** A line with all that is asked for. */
export function lineOf(email: string, change: Partial<Record<"wording" | "at" | "source" | "confirmed", string>> = {}) {
  const { wording = WORDING, at = "2026-10-03", source = "セミナーの申込書", confirmed = "2026-10-04" } = change;
  return `${email},花子,${wording},${at},${source},${confirmed}`;
}

export function fileOf(...lines: string[]): Uint8Array {
  return new TextEncoder().encode([HEADER, ...lines].join("\r\n"));
}

function wishOf(deps: Pick<Deps, "course">, bytes: Uint8Array, mode: ImportMode) {
  return { bytes, mode, zone: deps.course.zone, now: current.now, mostRows: 20_000 };
}

/** What would happen. */
export async function tried(deps: Pick<Deps, "db" | "config" | "course">, bytes: Uint8Array, mode: ImportMode = "ask") {
  return tryImport({ db: deps.db, secrets: deps.config.secrets }, wishOf(deps, bytes, mode));
}

/** Looked at, and done. */
export async function imported(
  deps: Pick<Deps, "db" | "config" | "course">,
  bytes: Uint8Array,
  mode: ImportMode = "ask",
) {
  const looked = await tried(deps, bytes, mode);
  const key = looked.kind === "tried" ? looked.key : "";
  return beginImport(
    { db: deps.db, secrets: deps.config.secrets },
    { ...wishOf(deps, bytes, mode), key, atOnce: Number.POSITIVE_INFINITY },
  );
}
