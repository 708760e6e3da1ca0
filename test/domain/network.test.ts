/** The network that an address belongs to, however the address is written. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { networkOf } from "../../src/domain/network.ts";

const byte = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff });
/** Not the one that holds the mapped IPv4 addresses. */
const groups = fc.tuple(fc.integer({ min: 1, max: 0xffff }), ...Array.from({ length: 7 }, () => group));

test.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["0.0.0.0", "0.0.0.0/24"],
  ["::ffff:203.0.113.7", "203.0.113.0/24"],
  ["::FFFF:cb00:7107", "203.0.113.0/24"],
  ["0000:0000:0000:0000:0000:ffff:203.000.113.007", null],
  ["2001:db8:1:2::3", "2001:db8:1::/48"],
  ["2001:0DB8:0001:0002:0003:0004:0005:0006", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0::/48"],
])("%s is in %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ["nothing", ""],
  ["a word", "localhost"],
  ["three numbers", "203.0.113"],
  ["a number too large", "203.0.113.256"],
  ["one that begins with a blank", " 203.0.113.7"],
  ["two addresses", "203.0.113.7, 198.51.100.1"],
  ["numbers that a URL would read as an address", "0x7f.1"],
  ["a port", "203.0.113.7:443"],
  ["brackets", "[2001:db8::1]"],
  ["a zone", "fe80::1%eth0"],
  ["two gaps", "2001::db8::1"],
  ["nine groups", "1:2:3:4:5:6:7:8:9"],
  ["a group of five digits", "2001:db8:12345::"],
  ["colons alone", ":::"],
])("%s is in none", (_, address) => {
  expect(networkOf(address)).toBeNull();
});

test("the last number of an IPv4 address makes no difference, the others do, and mapped into IPv6 it is the same", () => {
  fc.assert(
    fc.property(byte, byte, byte, byte, byte, (a, b, c, d, e) => {
      const network = networkOf(`${a}.${b}.${c}.${d}`);
      expect(network).toBe(`${a}.${b}.${c}.0/24`);
      expect(networkOf(`${a}.${b}.${c}.${e}`)).toBe(network);
      expect(networkOf(`::ffff:${a}.${b}.${c}.${d}`)).toBe(network);
    }),
  );
});

test("an IPv6 address is in one network however it is written, and five of its groups make no difference", () => {
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      const [a, b, c, ...rest] = one.map((number) => number.toString(16));
      const network = networkOf([a, b, c, ...rest].join(":"));
      expect(network).toBe(`${a}:${b}:${c}::/48`);
      const inFull = one.map((number) => number.toString(16).padStart(4, "0").toUpperCase());
      expect(networkOf(inFull.join(":"))).toBe(network);
      expect(networkOf(`${a}:${b}:${c}::${other[7]?.toString(16)}`)).toBe(network);
    }),
  );
});

test("whatever comes is an IPv4 prefix, an IPv6 prefix, or none", () => {
  const odd = fc.string({ unit: fc.constantFrom(..."0123456789abcdefF:.[]/%@ x") });
  fc.assert(
    fc.property(fc.oneof(odd, fc.string(), fc.ipV4(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      expect(networkOf(text) ?? "0.0.0.0/24").toMatch(
        /^(\d{1,3}(\.\d{1,3}){2}\.0\/24|[0-9a-f]{1,4}(:[0-9a-f]{1,4}){2}::\/48)$/,
      );
    }),
    { numRuns: 1_000 },
  );
});
