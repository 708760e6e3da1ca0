/** Signed links: whoever changes a part of one, or uses it elsewhere or later, has nothing. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, SECOND } from "../../src/domain/numbers.ts";
import { randomId } from "../../src/domain/random-id.ts";
import { checkToken, hashIdentity, type Purpose, signToken } from "../../src/domain/token.ts";

const NOW = Date.parse("2026-11-02T12:00:00+09:00");
const SECRETS = { link: "link-secret-link-secret-link-secret", identity: "identity-secret-identity-secret-1" };
const PURPOSES: Purpose[] = ["confirm", "unsubscribe", "browser", "course", "owner", "address"];

test("a token says whose it is and until when it is good", () => {
  const token = signToken(SECRETS, "confirm", "hanako", NOW + DAY);
  expect(checkToken(SECRETS, "confirm", token, NOW)).toEqual({
    ok: true,
    subject: "hanako",
    expiresAt: NOW + DAY,
  });
});

test("a token is good to the second, and not at that second", () => {
  const token = signToken(SECRETS, "confirm", "hanako", NOW + 60 * SECOND);
  expect(checkToken(SECRETS, "confirm", token, NOW + 60 * SECOND - 1)).toMatchObject({ ok: true });
  expect(checkToken(SECRETS, "confirm", token, NOW + 60 * SECOND)).toEqual({ ok: false, why: "expired" });
});

test("a token never lives shorter than it was promised", () => {
  const token = signToken(SECRETS, "confirm", "hanako", NOW + 1);
  expect(checkToken(SECRETS, "confirm", token, NOW)).toMatchObject({ ok: true });
});

test.each(PURPOSES)("a token for %s serves no other purpose", (purpose) => {
  const token = signToken(SECRETS, purpose, "hanako", purpose === "unsubscribe" ? null : NOW + DAY);
  const served = [];
  for (const other of PURPOSES) if (checkToken(SECRETS, other, token, NOW).ok) served.push(other);
  expect(served).toEqual([purpose]);
});

test("a token cannot be moved to another reader", () => {
  const [hanako, yuki] = [confirmTokenOf("hanako"), confirmTokenOf("yuki")];
  expect(whyRefused(hanako.replace("hanako", "yuki"))).toBe("forged");
  expect(whyRefused(yuki.replace("yuki", "hanako"))).toBe("forged");
});

test("the end of a token cannot be put off, taken away or written otherwise", () => {
  const token = confirmTokenOf("hanako");
  const [subject, expiry = "", mac] = token.split(".");
  const later = (Number.parseInt(expiry, 36) + 1).toString(36);
  for (const other of [later, "", `0${expiry}`, expiry.toUpperCase(), "zzzzzzzzzz"]) {
    expect(whyRefused(`${subject}.${other}.${mac}`)).toBe("forged");
  }
});

test("every character of a token counts", () => {
  const token = confirmTokenOf("hanako");
  for (let place = 0; place < token.length; place++) {
    const other = token[place] === "A" ? "B" : "A";
    expect(whyRefused(token.slice(0, place) + other + token.slice(place + 1))).toBe("forged");
  }
});

test.each(["", ".", "..", "...", "hanako", "hanako..", "..mac", "hanako.1.", "ha nako.1.x", "花子.1.x", "\u0000.1.x"])(
  "%j is no token",
  (token) => {
    for (const purpose of PURPOSES) {
      expect(checkToken(SECRETS, purpose, token, NOW)).toEqual({ ok: false, why: "forged" });
    }
  },
);

test("a token with something before or behind it is none", () => {
  const token = confirmTokenOf("hanako");
  for (const other of [`${token}.`, `.${token}`, ` ${token}`, `${token}=`, `${token}\n`, token.slice(0, -1)]) {
    expect(whyRefused(other)).toBe("forged");
  }
});

test("while LINK_SECRET is rotated, links of before still work and new ones are signed with the new secret", () => {
  const before = confirmTokenOf("hanako");
  const rotating = { ...SECRETS, link: "another-secret-another-secret-12", linkPrevious: SECRETS.link };
  const rotated = { ...rotating, linkPrevious: undefined };
  expect(checkToken(rotating, "confirm", before, NOW)).toMatchObject({ ok: true, subject: "hanako" });
  expect(checkToken(rotated, "confirm", before, NOW)).toMatchObject({ ok: false });

  const after = signToken(rotating, "confirm", "hanako", NOW + DAY);
  expect(checkToken(rotated, "confirm", after, NOW)).toMatchObject({ ok: true });
  expect(checkToken(SECRETS, "confirm", after, NOW)).toMatchObject({ ok: false });
});

test("an expired link stays expired under the previous secret", () => {
  const before = confirmTokenOf("hanako");
  const rotating = { ...SECRETS, link: "another-secret-another-secret-12", linkPrevious: SECRETS.link };
  expect(checkToken(rotating, "confirm", before, NOW + DAY)).toEqual({ ok: false, why: "expired" });
});

test("an unsubscribe link works for ever, and only under the secret that is never rotated", () => {
  const token = signToken(SECRETS, "unsubscribe", "hanako", null);
  const hundredYears = NOW + 100 * 365 * DAY;
  const otherLink = { link: "another-secret-another-secret-12", identity: SECRETS.identity };
  const otherIdentity = { ...SECRETS, linkPrevious: SECRETS.identity, identity: "another-secret-another-secret-12" };
  expect(checkToken(otherLink, "unsubscribe", token, hundredYears)).toMatchObject({
    ok: true,
    subject: "hanako",
  });
  expect(checkToken(otherIdentity, "unsubscribe", token, NOW)).toMatchObject({ ok: false });
});

test("an unsubscribe token with an end is none, and no other token goes without one", () => {
  const ending = signToken(SECRETS, "unsubscribe", "hanako", NOW + DAY);
  const endless = signToken(SECRETS, "confirm", "hanako", null);
  expect(checkToken(SECRETS, "unsubscribe", ending, NOW)).toMatchObject({ ok: false, why: "forged" });
  expect(checkToken(SECRETS, "confirm", endless, NOW)).toMatchObject({ ok: false, why: "forged" });
});

test("an unsubscribe link has no end that anybody could wait for", () => {
  const token = signToken(SECRETS, "unsubscribe", "hanako", null);
  expect(checkToken(SECRETS, "unsubscribe", token, NOW)).toEqual({
    ok: true,
    subject: "hanako",
    expiresAt: Number.POSITIVE_INFINITY,
  });
});

test.each(["ha nako", "\nhanako", "hanako\n1", "花子"])("%j is nobody's name, even when we signed it", (subject) => {
  expect(whyRefused(confirmTokenOf(subject))).toBe("forged");
});

test("an address hash is 22 characters, the same again, and another under another secret or for another address", () => {
  const hash = hashIdentity(SECRETS, "hanako@example.com");
  expect(hash).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(hashIdentity(SECRETS, "hanako@example.com")).toBe(hash);
  expect(hashIdentity(SECRETS, "yuki@example.com")).not.toBe(hash);
  expect(hashIdentity({ ...SECRETS, identity: "another" }, "hanako@example.com")).not.toBe(hash);
});

test("garbage never verifies and never throws", () => {
  const parts = fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.stringMatching(/^[A-Za-z0-9_-]{1,22}$/));
  const garbage = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.tuple(parts, parts, parts).map((three) => three.join(".")),
    fc
      .tuple(
        fc.constant("hanako"),
        fc.nat().map((n) => n.toString(36)),
        parts,
      )
      .map((three) => three.join(".")),
  );
  fc.assert(
    fc.property(garbage, fc.constantFrom(...PURPOSES), (token, purpose) => {
      expect(checkToken(SECRETS, purpose, token, NOW)).toEqual({ ok: false, why: "forged" });
    }),
    { numRuns: 1000 },
  );
});

test("random ids are 22 characters that may stand in a tag, and do not repeat", () => {
  const ids = Array.from({ length: 10_000 }, randomId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[A-Za-z0-9_-]{22}$/.test(id))).toEqual([]);
});

function confirmTokenOf(subject: string): string {
  return signToken(SECRETS, "confirm", subject, NOW + DAY);
}

function whyRefused(token: string): string {
  const check = checkToken(SECRETS, "confirm", token, NOW);
  return check.ok ? "not refused" : check.why;
}
