/** JSON texts that a database takes one at a time. */

/** D1 takes 100 KB a statement where values stand in its text, and a system 128 KB an argument. */
const CHUNK_BYTES = 60_000;

/** As JSON arrays of no more than so many bytes each. */
export function jsonChunks(rows: readonly unknown[]): string[] {
  const chunks: string[][] = [];
  let room = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const bytes = new TextEncoder().encode(text).length + 1;
    if (bytes > room) {
      chunks.push([]);
      room = CHUNK_BYTES;
    }
    room -= bytes;
    chunks.at(-1)?.push(text);
  }
  return chunks.map((chunk) => `[${chunk.join(",")}]`);
}
