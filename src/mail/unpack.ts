/** Unpacks the compiled mails: they travel in the bundle as gzip in base64, a tenth of their size. */

import type { CompiledMails } from "../domain/compiled-mail.ts";

const unpacked = new Map<string, CompiledMails>();

/**
 * Once per isolate; about 3 ms for a course of eight. `packed` is what the compile step wrote. Kept is what came out, not the
 * promise of it: a request that waits for another one's promise waits long, and for ever if that one is cut off.
 */
export async function unpackMails(packed: string): Promise<CompiledMails> {
  const mails = unpacked.get(packed) ?? (await unpack(packed));
  unpacked.set(packed, mails);
  return mails;
}

async function unpack(packed: string): Promise<CompiledMails> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const mails = (await new Response(json).json()) as CompiledMails;
  return { ...mails, letters: withoutKin(mails.letters) };
}

/** Whoever asks for the letter `constructor`, which every object has, finds none. */
function withoutKin<Letters extends object>(letters: Letters): Letters {
  return Object.assign(Object.create(null), letters);
}
