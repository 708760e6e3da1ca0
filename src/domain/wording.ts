/** The version of a consent's wording, which follows from the wording itself. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const HEX_DIGITS = 12;

/** The first 12 hex digits of its SHA-256: other words are another version, and anybody can work it out. */
export function wordingVersion(wording: string): string {
  return bytesToHex(sha256(utf8ToBytes(wording))).slice(0, HEX_DIGITS);
}
