/** A mail already begun: whatever its parts hold, it goes to one address, under one subject, with one body. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { mailtoOf } from "../../src/domain/mailto.ts";

test("no sign in an address, a subject or a body becomes another part or a header", () => {
  const wild = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\r\nBcc: a@b.c", "%0ABcc:a@b.c", "?cc=a@b.c", "&bcc=a@b.c", "\ud83d", "👩‍👧", "名前"),
  );
  fc.assert(
    fc.property(wild, wild, wild, (local, subject, body) => {
      const link = mailtoOf({ to: `${local}@example.com`, subject, body });
      expect(link).toMatch(/^mailto:[^\s?&#@]*@example\.com\?subject=[^\s?&#=]*&body=[^\s?&#=]*$/);
      const asked = new URLSearchParams(link.slice(link.indexOf("?")));
      expect(decodeURIComponent(link.slice("mailto:".length, link.indexOf("@")))).toBe(local.toWellFormed());
      expect(asked.get("subject")).not.toMatch(/[\r\n]/);
      expect(asked.get("body")).toBe(body.toWellFormed().replace(/\r\n?|\n/g, "\r\n"));
    }),
  );
});

test("what is usual reads as it should", () => {
  expect(mailtoOf({ to: "a+b@example.com", subject: "件名 です", body: "花子さん\n\nこんにちは" })).toBe(
    "mailto:a%2Bb@example.com?subject=%E4%BB%B6%E5%90%8D%20%E3%81%A7%E3%81%99&body=%E8%8A%B1%E5%AD%90%E3%81%95%E3%82%93%0D%0A%0D%0A%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF",
  );
});
