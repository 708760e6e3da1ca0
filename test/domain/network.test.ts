/** Networks of addresses: the same for every spelling, and for every address that shares the beginning. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { networkPrefix } from "../../src/domain/network.ts";

const byte = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff });
const groups = fc.array(group, { minLength: 8, maxLength: 8 });

test.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["0.0.0.0", "0.0.0.0/24"],
  ["2001:db8:7:1::9", "2001:db8:7::/48"],
  ["2001:DB8:0007::", "2001:db8:7::/48"],
  ["::1", "0:0:0::/48"],
  ["::ffff:203.0.113.7", "203.0.113.0/24"],
  ["::ffff:cb00:7107", "203.0.113.0/24"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0::/48"],
])("%s is of %s", (ip, network) => {
  expect(networkPrefix(ip)).toBe(network);
});

test.each([
  ...["", "unknown", "203.0.113", "203.0.113.256", "1.2.3.4.5", " 203.0.113.7", "203.0.113.7, 198.51.100.1", "1"],
  ...["2001:db8", ":", ":::", "2001:db8::1::2", "12345::", "fe80::1%eth0", "[::1]", "::1]/path[", "::1]:80", "."],
])("%j is no address", (ip) => {
  expect(networkPrefix(ip)).toBeNull();
});

test("two IPv4 addresses are of one network when their first three bytes are the same, and only then", () => {
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), fc.tuple(byte, byte, byte), byte, byte, (one, other, last, another) => {
      const same = one.join() === other.join();
      const [a, b] = [networkPrefix([...one, last].join(".")), networkPrefix([...other, another].join("."))];
      expect(a === b).toBe(same);
      expect(networkPrefix([...one, another].join("."))).toBe(a);
    }),
  );
});

test("two IPv6 addresses are of one network when their first three groups are the same, however they are written", () => {
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      fc.pre(one.slice(0, 5).some((part) => part > 0));
      const network = networkPrefix(long(one));
      expect(networkPrefix(short(one))).toBe(network);
      expect(networkPrefix(short([...one.slice(0, 3), ...other.slice(3, 7), 1]))).toBe(network);
      const isSame = one.slice(0, 3).join() === other.slice(0, 3).join();
      expect(networkPrefix(short([...other.slice(0, 7), 1])) === network).toBe(isSame);
    }),
  );
});

test("whatever is told, there is an answer", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(networkPrefix(text) ?? "").toMatch(/^$|^[\d.]+\.0\/24$|^[0-9a-f:]+::\/48$/);
    }),
  );
});

function long(parts: readonly number[]): string {
  return parts.map((part) => part.toString(16).padStart(4, "0").toUpperCase()).join(":");
}

/** With its first run of zeros left out (RFC 4291 §2.2). */
function short(parts: readonly number[]): string {
  return parts
    .map((part) => part.toString(16))
    .join(":")
    .replace(/(?:^|:)0(?::0)+(?::|$)/, "::");
}
