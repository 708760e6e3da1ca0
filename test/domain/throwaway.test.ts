/** The packed list of throwaway domains: what is on it, what lies under it, and nobody else. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packedThrowaway } from "../../build/throwaway.ts";
import { MAILBOX_DOMAINS } from "../../src/domain/mailbox.ts";
import { PROVIDERS } from "../../src/domain/providers.ts";
import { isThrowaway, packDomains, unpackDomains } from "../../src/domain/throwaway.ts";

const list = unpackDomains(packedThrowaway);

test("every domain that is packed is found, and what lies under it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.domain(), { maxLength: 50 }), (domains) => {
      const hashes = unpackDomains(packDomains(domains));
      for (const domain of domains) {
        expect(isThrowaway(hashes, domain)).toBe(true);
        expect(isThrowaway(hashes, `mail.${domain}`)).toBe(true);
      }
    }),
  );
});

test("what is not on the list is not found", () => {
  const hashes = unpackDomains(packDomains(["thrown.example", "away.example"]));
  for (const domain of ["example", "other.example", "notthrown.example", "thrown.example.org", "com", ""]) {
    expect(isThrowaway(hashes, domain), domain).toBe(false);
  }
});

test.each(["mailinator.com", "sub.mailinator.com", "yopmail.com", "guerrillamail.com", "10minutemail.com"])(
  "%s is on the kept list",
  (domain) => {
    expect(isThrowaway(list, domain)).toBe(true);
  },
);

test("no provider of our readers is, nor a company's domain", () => {
  for (const domain of [...MAILBOX_DOMAINS, ...PROVIDERS, "example.com", "company.co.jp", "a2.ezweb.ne.jp"]) {
    expect(isThrowaway(list, domain), domain).toBe(false);
  }
});

test("the list is long, and takes less of the Worker than 40 KiB", () => {
  expect(list.length).toBeGreaterThan(4_000);
  expect(packedThrowaway.length).toBeLessThan(40 * 1024);
});
