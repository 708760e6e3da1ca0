/** Mail addresses as people type them. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { domainOf, parseAddress } from "../../src/domain/address.ts";

/** 62 + 1 + 191 characters. */
const LONGEST = `${"a".repeat(62)}@${"b".repeat(62)}.${"c".repeat(62)}.${"d".repeat(62)}.jp`;

test.each([
  ["an ordinary one", "hanako@example.com", "hanako@example.com"],
  ["one in full width", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "taro@example.com"],
  ["one in half-width quotes of full width", "taro＠example。com", "taro@example.com"],
  ["one with spaces around it", "　 hanako@example.com \n", "hanako@example.com"],
  ["two dots in a row", "a..b@docomo.ne.jp", "a..b@docomo.ne.jp"],
  ["a dot before the @", "hanako.@ezweb.ne.jp", "hanako.@ezweb.ne.jp"],
  ["a dot at the beginning", ".hanako@docomo.ne.jp", ".hanako@docomo.ne.jp"],
  ["a plus and a label", "hanako+course@example.com", "hanako+course@example.com"],
  ["every sign a mailbox may have", "!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
  ["capitals, kept before the @", "Hanako@Example.COM", "Hanako@example.com"],
  ["a Japanese domain", "hanako@日本語.jp", "hanako@xn--wgv71a119e.jp"],
  ["a domain of one letter", "hanako@x.jp", "hanako@x.jp"],
  ["a domain of many parts", "h@mail.city.chiyoda.lg.jp", "h@mail.city.chiyoda.lg.jp"],
  ["254 characters", LONGEST, LONGEST],
  ["64 characters before the @", `${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
])("accepts %s", (_, typed, email) => {
  expect(parseAddress(typed)?.email).toBe(email);
});

test.each([
  ["nothing", ""],
  ["only spaces", "　 "],
  ["no @", "hanako.example.com"],
  ["nothing before the @", "@example.com"],
  ["nothing after the @", "hanako@"],
  ["a domain without a dot", "hanako@localhost"],
  ["two dots in the domain", "hanako@example..com"],
  ["a dot at the end of the domain", "hanako@example.com."],
  ["a dot at the beginning of the domain", "hanako@.example.com"],
  ["a hyphen at the beginning of the domain", "hanako@-example.com"],
  ["an underscore in the domain", "hanako@exam_ple.com"],
  ["an address of numbers", "hanako@192.168.0.1"],
  ["an address of numbers in brackets", "hanako@[192.168.0.1]"],
  ["numbers that a URL would read as an address", "hanako@0x7f.1"],
  ["a port", "hanako@example.com:25"],
  ["a path", "hanako@example.com/x"],
  ["a percent sign in the domain", "hanako@ex%61mple.com"],
  ["two addresses", "hanako@example.com,yuki@example.com"],
  ["two @", "hanako@yuki@example.com"],
  ["a name around it", "Hanako <hanako@example.com>"],
  ["a space inside", "hana ko@example.com"],
  ["a line break and a header", "hanako@example.com\r\nBcc: yuki@example.com"],
  ["a line break in the mailbox", "hana\nko@example.com"],
  ["a null character", "hanako\u0000@example.com"],
  ["a right-to-left mark", "hanako\u202e@example.com"],
  ["Japanese before the @", "花子@example.com"],
  ["quotes", '"hanako"@example.com'],
  ["65 characters before the @", `${"a".repeat(65)}@example.com`],
  ["255 characters", `a${LONGEST}`],
  [
    "a mailbox and a domain that are short enough, and together are not",
    `hanako.@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.com`,
  ],
  ["a megabyte", `${"a".repeat(1_000_000)}@example.com`],
])("refuses %s", (_, typed) => {
  expect(parseAddress(typed)).toBeNull();
});

test("spellings of one mailbox share an identity, and different mailboxes do not", () => {
  const identityOf = (typed: string) => parseAddress(typed)?.identity;
  expect(identityOf("Hanako@Example.com")).toBe(identityOf(" ｈａｎａｋｏ@example.com"));
  expect(identityOf("hanako+a@example.com")).not.toBe(identityOf("hanako@example.com"));
  expect(identityOf("h.anako@example.com")).not.toBe(identityOf("hanako@example.com"));
});

test("an identity is the address in small letters, for ever: its hash stands in the tables", () => {
  expect(parseAddress("Hanako@Example.com")?.identity).toBe("hanako@example.com");
});

test("the domain is what stands behind the @", () => {
  expect(domainOf("hanako@mail.example.com")).toBe("mail.example.com");
});

test("whatever is typed, an answer comes, and what is accepted is safe in a header and accepted again", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.emailAddress(),
    fc.tuple(fc.string(), fc.string({ unit: "grapheme" })).map(([local, domain]) => `${local}@${domain}.jp`),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const address = parseAddress(text);
      if (!address) return;
      expect(address.email).toMatch(/^[\x21-\x7e]{3,254}$/);
      expect(address.email).not.toMatch(/[\s,;:<>()[\]"\\]/);
      expect(parseAddress(address.email)).toEqual(address);
    }),
    { numRuns: 2000 },
  );
});
