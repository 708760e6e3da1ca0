/** Whatever is sent to the sign-up form, the house neither stumbles over it nor writes down nonsense. */

import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { visit } from "../support/visitor.ts";

/** More by hand: `VITE_FUZZ_RUNS=10000 npm test -- test/http/fuzz.test.ts`. */
const RUNS = Number(import.meta.env.VITE_FUZZ_RUNS ?? 300);

const ODD = [
  ...["\u0000", "\r\n", "\u001b[2J", "\u007f", "\u0085", "\u2028", "\ufeff", "\u202e", "\u2066", "\u200f", "\u200b"],
  ...[
    "שלום",
    "مرحبا",
    "花子",
    "👩‍👧‍👦",
    "e\u0301",
    "ﷺ",
    "\ud800",
    "\udfff",
    "\u{e0041}",
    "Z̸̢̛",
    "İ",
    "ß",
    "＠",
    "．",
    "㏇",
  ],
  ...[
    "'",
    '"',
    "`",
    "\\",
    ";",
    "--",
    "%00",
    "%0d%0a",
    `\${7*7}`,
    "{{7*7}}",
    "<svg onload=alert(1)>",
    "' OR 1=1 --",
    "+",
    "&",
  ],
  ...["__proto__", "constructor", "NaN", "-1e999", "null", "Bcc: b@example.com"],
];

const oddWords = fc
  .array(fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: "binary", maxLength: 3 }), utf16(4)), { maxLength: 12 })
  .map((pieces) => pieces.join(""));
const huge = fc
  .tuple(oddWords, fc.integer({ min: 40, max: 3_000 }))
  .map(([words, times]) => (words || "花").repeat(times));
const words = fc.oneof({ weight: 6, arbitrary: oddWords }, { weight: 1, arbitrary: huge });

const soundNames = fc.string({ unit: "grapheme", maxLength: 45 });
const names = fc.oneof(
  words,
  soundNames,
  fc.tuple(soundNames, words, soundNames).map((parts) => parts.join("")),
);

const soundAddresses = fc.oneof(
  fc.emailAddress(),
  fc.nat().map((number) => `reader${number}@example.jp`),
);
const addresses = fc.oneof(
  { weight: 3, arbitrary: soundAddresses },
  {
    weight: 2,
    arbitrary: fc.tuple(soundAddresses, words, fc.nat()).map(([address, odd, at]) => spliced(address, odd, at)),
  },
  { weight: 1, arbitrary: words },
);

const nested = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.integer({ min: 1, max: 4_000 }).map((depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth))),
  addresses.map((address) => [address, address]),
  addresses.map((address) => ({ value: address, toString: address })),
);

const consents = fc.oneof({ weight: 5, arbitrary: fc.constant("yes") }, { weight: 1, arbitrary: words });

/** As a form can say it: text alone. */
const fields = fc.record(
  {
    email: addresses,
    name: names,
    consent: consents,
    sure: fc.constantFrom("yes", "no"),
    utm_source: words,
    utm_term: words,
    referrer: fc.oneof(words, fc.webUrl()),
  },
  { requiredKeys: ["email", "consent"] },
);

/** In JSON anything may stand where text should. */
const anything = fc
  .tuple(
    fields,
    fc.dictionary(fc.constantFrom("email", "name", "consent", "sure", "utm_source", "referrer", "x"), nested, {
      maxKeys: 2,
    }),
  )
  .map(([sound, odd]) => JSON.stringify({ ...sound, ...odd }));

type Sent = { readonly body: BodyInit; readonly type?: string };

const TYPES = [
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
];

const bodies: fc.Arbitrary<Sent> = fc.oneof(
  fields.map((said) => ({ body: JSON.stringify(said), type: "application/json" })),
  anything.map((body) => ({ body, type: "application/json; charset=utf-8" })),
  fields.map((said) => ({ body: new URLSearchParams(said) })),
  fields.map((said) => ({ body: multipart(said) })),
  fc.record({ body: fc.uint8Array({ maxLength: 300 }), type: fc.constantFrom(...TYPES) }),
  fc.record({ body: words, type: fc.constantFrom(...TYPES, "text/plain", "a/b;;=") }),
);

const headers = fc.record(
  {
    Accept: fc.constantFrom("application/json", "text/html"),
    Referer: fc.oneof(fc.webUrl(), fc.string({ unit: "grapheme-ascii" })),
    Cookie: fc.string({ unit: "grapheme-ascii" }).map((odd) => `__Host-signup=${odd}`),
  },
  { requiredKeys: [] },
);

/** The mails are tested elsewhere; here thousands of them would only take their time. */
beforeEach(() => {
  current.bellsAreLost = true;
});

test(
  `of ${RUNS} odd sign-ups none is a fault of ours, and none leaves a row that is not right`,
  async () => {
    const seen = { taken: 0, refused: 0 };
    let before = await count();
    await fc.assert(
      fc.asyncProperty(bodies, headers, async ({ body, type }, more) => {
        const answer = await visit("/signup", {
          method: "POST",
          body,
          headers: type ? { ...more, "Content-Type": type } : more,
        });
        await answer.arrayBuffer();
        expect(answer.status).toBeLessThan(500);
        const added = (await count()) - before;
        before += added;
        if (answer.status !== 200) expect(added).toBe(0);
        seen[answer.status === 200 ? "taken" : "refused"] += 1;
        expect(await wrongRows(added)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // Both ends were reached: what is tried is neither all too odd nor all too tame.
    expect(seen.taken).toBeGreaterThan(RUNS / 10);
    expect(seen.refused).toBeGreaterThan(RUNS / 10);
  },
  30_000 + 100 * RUNS,
);

test.each([
  ["two lines", { name: "花\n子" }],
  ["a direction", { name: "花\u202e子" }],
  ["a long name", { name: "花".repeat(41) }],
  ["half a character", { name: "花\ud800" }],
  ["a line break in the address", { email: "a@example.com\nBcc: b@example.com" }],
  ["no domain", { email: "a@b" }],
  ["a name beside the address", { email: "A <a@example.com>" }],
])("a row with %s would be seen", (_, change) => {
  const sound = { email: "hanako@example.com", name: "花子" };
  expect(isRight(sound)).toBe(true);
  expect(isRight({ ...sound, ...change })).toBe(false);
});

type Row = { readonly email: string; readonly name: string };

async function wrongRows(newest: number): Promise<Row[]> {
  if (newest === 0) return [];
  const added = await rows<Row>("SELECT email, name FROM subscribers ORDER BY id DESC LIMIT ?1", newest);
  return added.filter((row) => !isRight(row));
}

/** By other patterns than the house's own: what a mail server may be given, and one short line. */
function isRight({ email, name }: Row): boolean {
  const [local = "", domain = "", ...more] = email.split("@");
  const labels = domain.split(".");
  return (
    more.length === 0 &&
    /^[!-~]{1,64}$/.test(local) &&
    !/[()<>[\]:;\\,"]/.test(local) &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label)) &&
    email.length <= 254 &&
    Array.from(name).length <= 40 &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(name)
  );
}

async function count(): Promise<number> {
  const [row] = await rows<{ count: number }>("SELECT count(*) AS count FROM subscribers");
  return row?.count ?? 0;
}

/** Any 16 bits, so that halves of characters are among them. */
function utf16(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units));
}

function spliced(address: string, odd: string, at: number): string {
  const place = at % (address.length + 1);
  return address.slice(0, place) + odd + address.slice(place);
}

function multipart(said: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) form.append(name, value);
  return form;
}
