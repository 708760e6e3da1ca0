/** A consent as evidence: times in ISO 8601 UTC, where she came from in one line, and the version that follows from the wording. */

import type { ConsentRow } from "../../db/consent-export.ts";
import { wordingVersion } from "../../domain/wording.ts";

export const COLUMNS = [
  "address",
  "address_hash",
  "wording_version",
  "wording",
  "page",
  "source",
  "network_hash",
  "client_hash",
  "given_at",
  "confirmed_at",
  "imported_at",
] as const;

export type Evidence = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** What was not told, or has not happened, is empty. */
export function evidenceOf(row: ConsentRow): Evidence {
  return {
    address: row.address,
    address_hash: row.address_hash,
    wording_version: row.wording_version ?? wordingVersion(row.wording),
    wording: row.wording,
    page: row.page,
    source: sourceOf(row),
    network_hash: row.network_hash ?? "",
    client_hash: row.client_hash ?? "",
    given_at: isoOf(row.given_at),
    confirmed_at: isoOf(row.confirmed_at),
    imported_at: isoOf(row.imported_at),
  };
}

function sourceOf({ utm, referrer }: ConsentRow): string {
  const words = Object.entries(JSON.parse(utm ?? "{}") as Record<string, string>);
  return [...words, ...(referrer === null ? [] : [["referrer", referrer]])].map((pair) => pair.join("=")).join("; ");
}

function isoOf(at: number | null): string {
  return at === null ? "" : new Date(at).toISOString();
}
