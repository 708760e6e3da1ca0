/** Request bodies: mails as the bytes of their JSON. */

import type { Mail } from "./mailer.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const [OPENING = 0, COMMA = 0, CLOSING = 0] = encoder.encode("[,]");

/** A JSON object. */
export function bodyOfOne(mail: Mail): Bytes {
  return bodyOfBatch([mail]).subarray(1, -1);
}

/** A JSON array. */
export function bodyOfBatch(mails: readonly Mail[]): Bytes {
  const body = bytesFor(mails.reduce((size, mail) => size + mostBytesOf(mail) + 1, 1));
  let end = 0;
  for (const mail of mails) {
    body[end] = end === 0 ? OPENING : COMMA;
    end = write(mail, body, end + 1);
  }
  body[end] = CLOSING;
  return body.subarray(0, end + 1);
}

/** In UTF-8 a UTF-16 unit takes three bytes at most. */
function mostBytesOf({ form, words }: Mail): number {
  return words.reduce((size, word) => size + 3 * word.length, form.sizeBytes);
}

/** Returns where the mail ends. */
function write({ form, words }: Mail, body: Bytes, begin: number): number {
  let end = begin;
  let index = 0;
  for (const literal of form.literals) {
    body.set(literal, end);
    end = writeWord(words[index++] ?? "", body, end + literal.length);
  }
  return end;
}

/** Returns where the word ends. Most are plain ASCII, for which calling the encoder would take longer than copying. */
function writeWord(word: string, body: Bytes, begin: number): number {
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    const end = begin + index;
    if (code > 0x7f) return end + encoder.encodeInto(word.slice(index), body.subarray(end)).written;
    body[end] = code;
  }
  return begin + word.length;
}

const spare: Bytes[] = [];

/**
 * For when the request with this body is over and nobody reads it any more, so that the next one is written over it: new
 * megabytes cost their zeros, and the collector lets them pile up.
 */
export function giveBack(body: Bytes): void {
  spare.push(new Uint8Array(body.buffer));
}

function bytesFor(sizeBytes: number): Bytes {
  const bytes = spare.pop();
  return bytes && bytes.length >= sizeBytes ? bytes : new Uint8Array(sizeBytes);
}
