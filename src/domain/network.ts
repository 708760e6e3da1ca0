/** The network an address of the internet belongs to, as a prefix that many share. */

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
/** The longest is an IPv4 address mapped into IPv6 in full: 0000:…:ffff:255.255.255.255. */
const IPV6 = /^[0-9A-Fa-f:.]{2,45}$/;
const GROUPS = 8;

/**
 * 203.0.113.7 → 203.0.113.0/24 and 2001:db8:1:2::3 → 2001:db8:1::/48: what a provider gives to one household or office at the
 * smallest. An IPv4 address mapped into IPv6 (RFC 4291 §2.5.5.2) counts as the IPv4 address. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const bytes = IPV4.exec(address)?.slice(1).map(Number);
  if (bytes) return networkOfBytes(bytes);
  const groups = groupsOf(address);
  if (!groups) return null;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return networkOfBytes(groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]));
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(":")}::/48`;
}

function networkOfBytes(bytes: readonly number[]): string | null {
  return bytes.every((byte) => byte <= 255) ? `${bytes.slice(0, 3).join(".")}.0/24` : null;
}

/** The eight groups of an IPv6 address, written in any way, as the URL parser understands it; null when it is none. */
function groupsOf(address: string): number[] | null {
  if (!IPV6.test(address)) return null;
  const written = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  if (written === undefined) return null;
  const [before = [], after = []] = written.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(GROUPS - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
