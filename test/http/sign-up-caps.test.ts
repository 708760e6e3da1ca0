/** Signing up strangers: what one network, one domain and one mailbox may cause, and what is seen of it from outside. */

import { expect, test } from "vitest";
import { DAY, DOMAIN_CAP, HOUR, MINUTE, NETWORK_CAP, SPELLING_CAP } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, enrol, everythingSent, post } from "../support/visitor.ts";

const JSON_PLEASE = { Accept: "application/json" };

/** From a network of one's own, unless one is named. */
function signUpFrom(network: string, email: string, headers: Record<string, string> = {}): Promise<Response> {
  return post("/signup", { email, consent: "yes" }, { "CF-Connecting-IP": network, ...headers });
}

function network(number: number): string {
  return `10.${Math.floor(number / 250)}.${number % 250}.7`;
}

test("a thousand sign-ups of one stranger from a thousand networks are one mail to her", async () => {
  for (let begun = 0; begun < 1_000; begun += 50) {
    const some = Array.from({ length: 50 }, (_, index) =>
      signUpFrom(network(begun + index), "victim@example.com", JSON_PLEASE),
    );
    for (const answer of await Promise.all(some)) expect(answer.status).toBe(200);
  }
  await everythingSent();
  expect(await arrivedMails()).toHaveLength(1);
  expect(await rows("SELECT count(*) AS n FROM notices")).toEqual([{ n: 1 }]);
  expect(await rows("SELECT count(*) AS n FROM consents")).toEqual([{ n: 1 }]);
});

test("a network beyond its cap of the hour is told so, whoever it signs up, and stores nothing", async () => {
  await enrol("reader@example.com");
  await fill("203.0.113.9", NETWORK_CAP.perHour);
  const before = await allRows();
  for (const email of ["new@gmail.com", "reader@example.com", "new@gmail.com"]) {
    const answer = await signUpFrom("203.0.113.200", email);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("Retry-After")).toBe(String(HOUR / 1000));
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.text()).toContain("1時間ほどおいて");
  }
  const { sign_up_counts: _, ...now } = await allRows();
  expect(now).toEqual(Object.fromEntries(Object.entries(before).filter(([table]) => table !== "sign_up_counts")));
  expect((await signUpFrom("203.0.113.9", "new@gmail.com", JSON_PLEASE)).status).toBe(429);

  expect((await signUpFrom("203.0.114.9", "new@gmail.com")).status).toBe(200);
  current.now += HOUR;
  expect((await signUpFrom("203.0.113.9", "newer@gmail.com")).status).toBe(200);
});

test("a day has its own cap, and ends at midnight UTC", async () => {
  current.now = Math.floor(current.now / DAY) * DAY;
  await fill("2001:db8:7::1", NETWORK_CAP.perDay - 1);
  current.now += HOUR;
  expect(await from("last@gmail.com")).toBe(200);
  expect(await from("late@gmail.com")).toBe(429);
  current.now = Math.ceil(current.now / DAY) * DAY - MINUTE;
  expect(await from("later@gmail.com")).toBe(429);
  current.now += MINUTE;
  expect(await from("early@gmail.com")).toBe(200);
});

test("beyond the cap of a company's domain the page is the same as ever, and no mail goes", async () => {
  const answers = [];
  for (let n = 0; n <= DOMAIN_CAP.perHour; n++) {
    const answer = await signUpFrom(network(n), `person${n}@company.co.jp`);
    answers.push({ status: answer.status, body: (await answer.text()).replaceAll(`person${n}@`, "x@") });
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await rows("SELECT 1 FROM notices")).toHaveLength(DOMAIN_CAP.perHour);
  expect(await rows("SELECT 1 FROM subscribers")).toHaveLength(DOMAIN_CAP.perHour);
});

test("the domains of great providers have no cap of their own", async () => {
  for (const domain of ["gmail.com", "docomo.ne.jp", "icloud.com", "a2.ezweb.ne.jp", "ocn.ne.jp", "proton.me"]) {
    for (let n = 0; n <= DOMAIN_CAP.perHour; n += 7) await signUpFrom(network(n), `person${n}@${domain}`);
  }
  expect(await rows("SELECT counted FROM sign_up_counts WHERE in_day > 6")).toEqual([]);
  expect(await rows("SELECT 1 FROM notices")).toHaveLength(18);
});

test("other spellings of one mailbox are a few mails a day, not one for each", async () => {
  for (let n = 0; n < 12; n++) await signUpFrom(network(n), `hanako+${n}@example.com`);
  for (let n = 1; n < 8; n++)
    await signUpFrom(network(n), `${"yukiko0x".slice(0, n)}.${"yukiko0x".slice(n)}@gmail.com`);
  expect(await rows("SELECT email FROM notices WHERE email LIKE 'hanako%'")).toHaveLength(SPELLING_CAP.perHour);
  expect(await rows("SELECT email FROM notices WHERE email LIKE 'y%'")).toHaveLength(SPELLING_CAP.perHour);
});

test("nothing counted names a network or a domain, and it is forgotten when the day is over", async () => {
  const house = engine();
  await house.tick();
  await signUpFrom("203.0.113.9", "hana.ko@gmail.com");
  await signUpFrom("203.0.113.9", "hanako@company.co.jp");
  const counts = await rows<{ counted: string }>("SELECT * FROM sign_up_counts");
  expect(counts).toHaveLength(3);
  for (const { counted } of counts) expect(counted).toMatch(/^[\w-]{22}$/);

  await house.tick();
  expect(await rows("SELECT * FROM sign_up_counts")).toEqual(counts);
  await everythingSent();
  current.now += DAY;
  await signUpFrom("203.0.113.9", "yuki@gmail.com");
  const [today] = await rows("SELECT counted FROM sign_up_counts WHERE in_hour = 1 ORDER BY day DESC LIMIT 1");
  expect(counts).not.toContainEqual(expect.objectContaining(today ?? {}));
  await house.tick();
  expect(await rows("SELECT counted FROM sign_up_counts")).toEqual([today]);
});

test("a visitor whose network nobody tells, and one on this machine, have no cap", async () => {
  for (const told of ["", "nonsense", "127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
    expect((await signUpFrom(told, "hanako@gmail.com")).status).toBe(200);
  }
  expect(await rows("SELECT 1 FROM sign_up_counts")).toEqual([]);
});

async function from(email: string): Promise<number> {
  return (await signUpFrom("2001:db8:7::1", email, JSON_PLEASE)).status;
}

/** As many as that, without a request for each. */
async function fill(ip: string, times: number): Promise<void> {
  expect((await signUpFrom(ip, "first@gmail.com")).status).toBe(200);
  await rows("UPDATE sign_up_counts SET in_hour = ?1, in_day = ?1 WHERE in_day = 1", times);
}
