/** Consents: one for each confirm mail and no more, and whoever answers a mail confirms the consent it was sent for. */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { hashOrigin } from "../../src/domain/token.ts";
import { wordingVersion } from "../../src/domain/wording.ts";
import { app } from "../../src/http/app.tsx";
import { consentWording } from "../../src/pages/landing/sign-up-form.tsx";
import { site } from "../pages/site.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { demanding } from "../support/demand.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { TEST_SECRETS } from "../support/secrets.ts";
import { allRows, confirmLinkTo, enrol, everythingSent, post } from "../support/visitor.ts";

const SECRETS = { link: TEST_SECRETS.LINK_SECRET, identity: TEST_SECRETS.IDENTITY_SECRET };

test("however often and from wherever an address is signed up, it has a consent for each confirm mail and no more", async () => {
  for (let time = 0; time < 10; time++) await signUpOn(`https://blog.example/${time}`);
  expect(await pages()).toEqual(["https://blog.example/0"]);

  const cookie = (await signUpOn("https://blog.example/other")).headers.get("Set-Cookie")?.split(";")[0] ?? "";
  for (let time = 10; time < 20; time++) await signUpOn(`https://blog.example/${time}`, { Cookie: cookie });
  expect(await pages()).toEqual(["https://blog.example/0", "https://blog.example/10"]);

  current.now += DAY;
  for (let time = 20; time < 30; time++) await signUpOn(`https://blog.example/${time}`);
  expect(await pages()).toEqual(["https://blog.example/0", "https://blog.example/10", "https://blog.example/20"]);
  await everythingSent();
  expect(await arrivedMails("hanako@example.com")).toHaveLength(3);
});

test("many sign-ups at once are one consent", async () => {
  await Promise.all(Array.from({ length: 8 }, () => signUpOn("https://blog.example/")));
  expect(await pages()).toHaveLength(1);
});

test("who answers the second mail confirms the consent of the second sign-up, not a stranger's before it", async () => {
  await signUpOn("https://stranger.example/");
  await everythingSent();
  current.now += DAY;
  await signUpOn("https://ayumi.example/");
  const hers = await confirmLinkTo("hanako@example.com");
  current.now += HOUR;
  for (let time = 0; time < 2; time++) await post(hers, {});
  expect(await rows("SELECT page, confirmed_at FROM consents ORDER BY id")).toEqual([
    { page: "https://stranger.example/", confirmed_at: null },
    { page: "https://ayumi.example/", confirmed_at: current.now },
  ]);
});

test("who answers the first mail confirms the consent of the first sign-up, not of a later one", async () => {
  await signUpOn("https://ayumi.example/");
  const hers = await confirmLinkTo("hanako@example.com");
  current.now += DAY;
  await signUpOn("https://stranger.example/");
  await post(hers, {});
  expect(await rows("SELECT page, confirmed_at FROM consents ORDER BY id")).toEqual([
    { page: "https://ayumi.example/", confirmed_at: current.now },
    { page: "https://stranger.example/", confirmed_at: null },
  ]);
});

test("signing up a reader who is enrolled adds nothing to her proof", async () => {
  await enrol("hanako@example.com");
  const before = await rows("SELECT * FROM consents");
  for (let day = 0; day < 3; day++) {
    current.now += DAY;
    await signUpOn("https://stranger.example/");
  }
  expect(await rows("SELECT * FROM consents")).toEqual(before);
});

test("who stopped and comes back agrees anew, and both consents stay", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  const before = await rows("SELECT * FROM consents");
  await post(stopLink, {});
  current.now += DAY;
  await signUpOn("https://ayumi.example/");
  await post(await confirmLinkTo("hanako@example.com"), {});
  expect(await rows("SELECT * FROM consents")).toMatchObject([
    ...before,
    { page: "https://ayumi.example/", given_at: current.now, confirmed_at: current.now },
  ]);
});

test("where she sat and what she used are kept as hashes alone, and as others each time", async () => {
  const told = { "CF-Connecting-IP": "203.0.113.7", "User-Agent": "Mozilla/5.0 (a browser of hers)" };
  await signUpOn("https://ayumi.example/", told);
  current.now += DAY;
  await signUpOn("https://ayumi.example/", told);

  const kept = await rows<Origin>("SELECT network_hash, client_hash, given_at FROM consents ORDER BY id");
  expect(kept).toHaveLength(2);
  for (const { network_hash, client_hash, given_at } of kept) {
    expect(network_hash).toBe(hashOrigin(SECRETS, "network", "203.0.113.0/24", given_at));
    expect(client_hash).toBe(hashOrigin(SECRETS, "client", told["User-Agent"], given_at));
  }
  expect(new Set(kept.flatMap(({ network_hash, client_hash }) => [network_hash, client_hash])).size).toBe(4);
  expect(JSON.stringify(await allRows())).not.toMatch(/203\.0\.113|a browser of hers/);
});

test.each([
  ["nothing", {}],
  ["no address, and no name", { "CF-Connecting-IP": "unknown", "User-Agent": "" }],
])("told %s of where she sat, the consent says nothing of it", async (_, told: Record<string, string>) => {
  await signUpOn("https://ayumi.example/", told);
  expect(await rows("SELECT network_hash, client_hash FROM consents")).toEqual([
    { network_hash: null, client_hash: null },
  ]);
});

test("a sign-up with all of this is one call to the database with five statements", async () => {
  const { deps } = engine();
  await signUpAndRing(deps, "yuki@example.com");
  const { db, demand } = demanding(deps.db);
  await signUpAndRing({ ...deps, db }, "hanako@example.com");
  expect(demand).toMatchObject({ calls: 1, queries: 5 });
});

test("another wording is another version by itself, and the same words are always the same one", async () => {
  const { db, config, course } = engine().deps;
  const versions = [];
  for (const name of ["見本 歩", "見本 歩", "見本 走"]) {
    const { deps } = engine({ config: { ...config, sender: { ...config.sender, name } } });
    await db.prepare("DELETE FROM consents").run();
    current.now += DAY;
    const body = new URLSearchParams({ email: "hanako@example.com", consent: "yes" });
    const request = new Request("http://localhost:8787/signup", { method: "POST", body });
    const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
    await app.fetch(request, { deps: { ...deps, course } }, context as unknown as ExecutionContext);
    versions.push(...(await rows<Worded>("SELECT wording, wording_version FROM consents")));
  }
  const [first, same, other] = versions;
  expect(same).toEqual(first);
  expect(other?.wording).toContain("見本 走");
  expect(other?.wording_version).not.toBe(first?.wording_version);
  expect(versions.map(({ wording }) => wordingVersion(wording))).toEqual(
    versions.map(({ wording_version }) => wording_version),
  );
});

test("a version is the beginning of the wording's SHA-256, as the platform works it out by itself", async () => {
  for (const wording of ["", "同意します。", "I agree.", consentWording({ ...site, senderName: "山田 歩" })]) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(wording));
    expect(wordingVersion(wording)).toBe(Buffer.from(digest).toString("hex").slice(0, 12));
  }
});

type Origin = { network_hash: string; client_hash: string; given_at: number };
type Worded = { wording: string; wording_version: string };

function signUpOn(page: string, headers: Record<string, string> = {}): Promise<Response> {
  return post("/signup", { email: "hanako@example.com", consent: "yes" }, { Referer: page, ...headers });
}

async function pages(): Promise<string[]> {
  return (await rows<{ page: string }>("SELECT page FROM consents ORDER BY id")).map(({ page }) => page);
}
