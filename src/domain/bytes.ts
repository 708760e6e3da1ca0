/** Bytes of texts. */

const encoder = new TextEncoder();

/** One after the other, texts as UTF-8. */
export function joinBytes(pieces: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const parts = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

/** Bytes turned into letters in one call: more arguments than this a call may not have. */
const LETTERS_AT_ONCE = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let letters = "";
  for (let start = 0; start < bytes.length; start += LETTERS_AT_ONCE) {
    letters += String.fromCharCode(...bytes.subarray(start, start + LETTERS_AT_ONCE));
  }
  return btoa(letters);
}

/** Null for what is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
