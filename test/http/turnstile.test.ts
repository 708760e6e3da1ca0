/** Turnstile, where the settings name it: what proves a person, what does not, and what happens when nobody can be asked. */

import { expect, test, vi } from "vitest";
import { UNPROVED_CAP, UNPROVED_NETWORK_CAP } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { orderFaults } from "../support/post-office.ts";
import { visitWith } from "../support/settings.ts";
import { visit } from "../support/visitor.ts";

/** developers.cloudflare.com/turnstile/troubleshooting/testing */
const DUMMY = "XXXX.DUMMY.TOKEN.XXXX";
const PASSES = "1x0000000000000000000000000000000AA";
const FAILS = "2x0000000000000000000000000000000AA";
const SPENT = "3x0000000000000000000000000000000AA";
const SORRY = "人の手かどうか、うまく確かめられませんでした";

type Sent = { secretKey?: string; token?: string; email?: string; ip?: string; headers?: Record<string, string> };

function send({ secretKey = PASSES, token = DUMMY, email = "hanako@gmail.com", ip, headers }: Sent = {}) {
  const fields = { email, name: "花子", consent: "yes", ...(token === "" ? {} : { "cf-turnstile-response": token }) };
  const from = { ...(ip ? { "CF-Connecting-IP": ip } : {}), ...headers };
  return visitWith(on(secretKey), "/signup", { method: "POST", body: new URLSearchParams(fields), headers: from });
}

function on(secretKey = PASSES) {
  return { turnstile: { siteKey: "1x00000000000000000000AA", secretKey, baseUrl: current.room } };
}

function signedUp(): Promise<unknown[]> {
  return rows("SELECT email FROM subscribers");
}

test("a proved person signs up as ever, also when her form comes twice", async () => {
  const token = `${DUMMY}?n=1`;
  for (let time = 0; time < 2; time++) expect((await send({ token })).status).toBe(200);
  expect(await signedUp()).toHaveLength(1);
});

test.each([
  ["no proof", { secretKey: FAILS }],
  ["a token that was spent, or is older than five minutes", { secretKey: SPENT }],
  ["a token made up", { token: "made-up" }],
  ["a token longer than any", { token: `${DUMMY}?n=${"1".repeat(2_048)}` }],
  ["a token for another form of the key", { token: `${DUMMY}?action=login` }],
  ["a token from another site", { token: `${DUMMY}?hostname=evil.example` }],
])("%s is told kindly, keeps her typing, and stores nothing", async (_, sent) => {
  const answer = await send(sent);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain(SORRY);
  expect(html).toContain('value="hanako@gmail.com"');
  expect(html).toContain('value="花子"');
  expect(html).toMatch(/name="consent"[^>]*checked/);
  const json = await send({ ...sent, headers: { Accept: "application/json" } });
  expect(await json.json()).toEqual({ ok: false, errors: { form: expect.stringContaining(SORRY) } });
  expect(await signedUp()).toEqual([]);
});

test("one token signs up one address", async () => {
  const token = `${DUMMY}?n=2`;
  expect((await send({ token })).status).toBe(200);
  expect((await send({ token, email: "yuki@gmail.com" })).status).toBe(422);
  expect(await signedUp()).toHaveLength(1);
});

test("an answer that got lost is asked for again, and the token is not used up by it", async () => {
  await orderFaults({ kind: "reset_after", path: "/turnstile/v0/siteverify" });
  expect((await send({ token: `${DUMMY}?n=3` })).status).toBe(200);
  expect(await signedUp()).toHaveLength(1);
});

test.each([
  ["answers 500", { kind: "error_500" }],
  ["cannot be reached", { kind: "reset_before" }],
  ["says nothing", { kind: "hang" }],
])("while Turnstile %s the caps alone hold, and the log tells", { timeout: 15_000 }, async (_, fault) => {
  await orderFaults({ ...fault, times: 2, path: "/turnstile/v0/siteverify" });
  const said = vi.spyOn(console, "log");
  expect((await send()).status).toBe(200);
  expect(await signedUp()).toHaveLength(1);
  expect(said.mock.calls.flat().join()).toContain('"event":"turnstile","kind":"unknown"');
});

test("a secret key that Turnstile does not know is our fault, not hers", async () => {
  const said = vi.spyOn(console, "log");
  expect((await send({ secretKey: "mistyped" })).status).toBe(200);
  expect(said.mock.calls.flat().join()).toContain("invalid-input-secret");
});

test("without a script the form works, under narrower caps: from one network, and in all", async () => {
  const statuses = [];
  for (let n = 0; n <= UNPROVED_NETWORK_CAP.perHour; n++)
    statuses.push((await send({ token: "", ip: "203.0.113.9", email: `visitor${n}@gmail.com` })).status);
  expect(statuses).toEqual([...Array(UNPROVED_NETWORK_CAP.perHour).fill(200), 429]);
  expect((await send({ ip: "203.0.113.9", email: "proved@gmail.com" })).status).toBe(200);

  await rows("UPDATE sign_up_counts SET in_hour = ?1 WHERE in_hour > 3", UNPROVED_CAP.perHour);
  const late = await send({ token: "", ip: "198.51.100.9" });
  expect(late.status).toBe(429);
  expect(await late.text()).toContain("JavaScriptが動くブラウザー");
});

test("the question about a slip keeps the token for the answer", async () => {
  const html = await (await send({ email: "hanako@gmial.com", token: `${DUMMY}?n=4` })).text();
  expect(html).toContain(`name="cf-turnstile-response" value="${DUMMY}?n=4"`);
  expect((await send({ token: `${DUMMY}?n=4` })).status).toBe(200);
});

test("only pages with the form bring the widget, its script and the permission for both", async () => {
  const packed = await visitWith(on(), "/", { headers: { "Accept-Encoding": "gzip" } });
  expect(packed.headers.get("Content-Encoding")).toBe("gzip");
  const pages = [packed, await visitWith(on(), "/?utm_source=line"), await send({ secretKey: FAILS })];
  for (const page of pages) {
    const policy = page.headers.get("Content-Security-Policy") ?? "";
    // The page as it is first seen also counts a visit, by a script of its own.
    expect(policy).toMatch(
      /script-src ('sha256-[^']+' )?https:\/\/challenges\.cloudflare\.com; frame-src https:\/\/challenges\.cloudflare\.com;/,
    );
    if (page === packed) continue;
    const html = await page.text();
    expect(
      html.match(/<div class="cf-turnstile" data-sitekey="1x00000000000000000000AA" data-action="signup"/g),
    ).toHaveLength(2);
    expect(html).toContain('<script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async="" defer="">');
    expect(html).toContain("<noscript>");
  }
  expect(await (await visitWith(on(), "/privacy")).text()).toContain("Turnstile");
  expect(await (await visit("/privacy")).text()).not.toContain("Turnstile");
  const others = [await visitWith(on(), "/privacy"), await send(), await visit("/")];
  for (const page of others) {
    expect(page.headers.get("Content-Security-Policy")).not.toContain("cloudflare");
    expect(await page.text()).not.toContain("cf-turnstile");
  }
});

test("the form to paste brings the widget along, and a token from a site that may carry it is good", async () => {
  const embedOrigins = ["https://blog.example"];
  const html = await (await visitWith({ ...on(), embedOrigins }, "/embed")).text();
  expect(html).toContain("data-sitekey=&quot;1x00000000000000000000AA&quot;");
  const body = { email: "hanako@gmail.com", consent: "yes", "cf-turnstile-response": `${DUMMY}?hostname=blog.example` };
  const init = { method: "POST", body: new URLSearchParams(body), headers: { Origin: "https://blog.example" } };
  expect((await visitWith({ ...on(), embedOrigins }, "/signup", init)).status).toBe(200);
});
