/** Domains whose mailboxes are thrown away after minutes: a long list packed small, and the question whether a domain is on it. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The distances between the sorted hashes of the domains, in 7 bits a byte, the last byte of each with its eighth bit unset. */
export function packDomains(domains: readonly string[]): string {
  const hashes = [...new Set(domains.map(hashOf))].sort((a, b) => a - b);
  const distances = hashes.map((hash, index) => hash - (hashes[index - 1] ?? 0));
  return btoa(
    distances
      .flatMap(inSevens)
      .map((byte) => String.fromCharCode(byte))
      .join(""),
  );
}

/** Sorted, for `isThrowaway`. */
export function unpackDomains(packed: string): Uint32Array {
  const hashes: number[] = [];
  let [hash, distance, weight] = [0, 0, 1];
  for (const character of atob(packed)) {
    const byte = character.charCodeAt(0);
    distance += (byte & 0x7f) * weight;
    weight *= 0x80;
    if (byte >= 0x80) continue;
    hash += distance;
    hashes.push(hash);
    [distance, weight] = [0, 1];
  }
  return Uint32Array.from(hashes);
}

/**
 * Whether the domain (lower case) or one that it lies under is on the list. Hashes have 32 bits: of a million domains that are
 * not on it, about two are taken for one that is.
 */
export function isThrowaway(hashes: Uint32Array, domain: string): boolean {
  const labels = domain.split(".");
  return labels.slice(1).some((_, index) => has(hashes, hashOf(labels.slice(index).join("."))));
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash >>> 0;
}

function inSevens(distance: number): number[] {
  return distance < 0x80 ? [distance] : [(distance % 0x80) | 0x80, ...inSevens(Math.floor(distance / 0x80))];
}

function has(sorted: Uint32Array, hash: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle;
  }
  return false;
}
