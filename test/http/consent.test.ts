/** Consents: one for each confirm mail and no more, and whoever answers a mail confirms the consent it was sent for. */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { confirmLinkTo, enrol, everythingSent, post } from "../support/visitor.ts";

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

function signUpOn(page: string, headers: Record<string, string> = {}): Promise<Response> {
  return post("/signup", { email: "hanako@example.com", consent: "yes" }, { Referer: page, ...headers });
}

async function pages(): Promise<string[]> {
  return (await rows<{ page: string }>("SELECT page FROM consents ORDER BY id")).map(({ page }) => page);
}
