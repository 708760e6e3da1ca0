/** The network that an address on the internet belongs to: what stays the same when one visitor changes her address. */

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const IPV6 = /^[0-9a-f:.]+$/i;

/**
 * `203.0.113.0/24` for IPv4, `2001:db8:7::/48` for IPv6, null for what is neither. IPv4 that is written as IPv6 (RFC 4291
 * §2.5.5.2) is IPv4. One customer has a /64 or a /56 of her own, so that less than a /48 would count her as many.
 */
export function networkPrefix(ip: string): string | null {
  const bytes = IPV4.exec(ip)?.slice(1).map(Number);
  if (bytes) return bytes.every((byte) => byte <= 255) ? `${bytes.slice(0, 3).join(".")}.0/24` : null;
  const groups = groupsOf(ip);
  if (!groups) return null;
  const [first, second, third, , , , high = 0, low = 0] = groups;
  if (isMapped(groups)) return `${high >> 8}.${high & 0xff}.${low >> 8}.0/24`;
  return `${[first, second, third].map((group) => (group ?? 0).toString(16)).join(":")}::/48`;
}

/** The eight groups of an IPv6 address. The URL parser knows all its spellings and writes one. */
function groupsOf(ip: string): number[] | null {
  const written = IPV6.test(ip) ? URL.parse(`http://[${ip}]`)?.hostname.slice(1, -1) : undefined;
  if (written === undefined) return null;
  const [before = "", after = ""] = written.split("::");
  const [front, back] = [before, after].map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array<string>(8 - (front?.length ?? 0) - (back?.length ?? 0)).fill("0");
  return [...(front ?? []), ...zeros, ...(back ?? [])].map((group) => Number.parseInt(group, 16));
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 6).every((group, index) => group === (index === 5 ? 0xffff : 0));
}
