/** A likely slip in the address is asked about once, before anything is sent or stored; the answer is hers alone. */

import { expect, test } from "vitest";
import { parseAddress } from "../../src/domain/address.ts";
import { likelyAddress } from "../../src/http/likely-address.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, everythingSent, post, visit } from "../support/visitor.ts";

const TYPED = { email: "Hanako@gmial.com", name: "花子", consent: "yes" };

function likely(typed: string): string | null {
  const address = parseAddress(typed);
  if (!address) throw new Error(`${typed} is no address`);
  return likelyAddress(address);
}

test.each([
  ["gmial.com", "gmail.com"],
  ["gmai.com", "gmail.com"],
  ["gmail.con", "gmail.com"],
  ["gmail.co.jp", "gmail.com"],
  ["gmail.co", "gmail.com"],
  ["gnail.com", "gmail.com"],
  ["docomo.co.jp", "docomo.ne.jp"],
  ["docomo.ne.jo", "docomo.ne.jp"],
  ["dokomo.ne.jp", "docomo.ne.jp"],
  ["ezweb.co.jp", "ezweb.ne.jp"],
  ["ezwen.ne.jp", "ezweb.ne.jp"],
  ["au.con", "au.com"],
  ["softbank.co.jp", "softbank.ne.jp"],
  ["i.softbank.ne", "i.softbank.jp"],
  ["softbnak.ne.jp", "softbank.ne.jp"],
  ["ymobile.co.jp", "ymobile.ne.jp"],
  ["yahoo.co.jo", "yahoo.co.jp"],
  ["yahho.co.jp", "yahoo.co.jp"],
  ["iclod.com", "icloud.com"],
  ["icloud.co.jp", "icloud.com"],
  ["outlok.jp", "outlook.jp"],
  ["hotmial.com", "hotmail.com"],
])("@%s was probably meant as @%s", (typed, meant) => {
  expect(likely(`hanako@${typed}`)).toBe(`hanako@${meant}`);
});

test.each([
  ...["gmail.com", "docomo.ne.jp", "ezweb.ne.jp", "a2.ezweb.ne.jp", "au.com", "softbank.ne.jp", "i.softbank.jp"],
  ...["ymobile.ne.jp", "emobile.ne.jp", "yahoo.ne.jp", "yahoo.co.jp", "yahoo.com", "ymail.com", "mail.com", "me.com"],
  ...["mac.com", "icloud.com", "outlook.jp", "outlook.com", "hotmail.co.jp", "live.jp", "live.com", "qq.com", "ai.com"],
  ...[
    "nifty.com",
    "g.softbank.co.jp",
    "city.yokohama.jp",
    "u-tokyo.ac.jp",
    "mask.io",
    "mailw.com.example",
    "xn--wgv71a119e.jp",
  ],
  ...["example.com", "ax.ocn.ne.jp", "vodafone.ne.jp", "auone.jp", "jcom.zaq.ne.jp", "proton.me", "a.jp", "fu.com"],
])("@%s is nobody's slip", (domain) => {
  expect(likely(`hanako@${domain}`)).toBeNull();
});

test("the part before the @ stays as she typed it, odd as it may be", () => {
  expect(likely("a..B.@docomo.ne.jo")).toBe("a..B.@docomo.ne.jp");
});

test("she is asked, and until she answers nothing is stored or sent", async () => {
  const before = await allRows();
  const answer = await post("/signup", TYPED);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('<button type="submit" name="email" value="Hanako@gmail.com">');
  expect(html).toContain('<button class="quiet" type="submit" name="email" value="Hanako@gmial.com">');
  expect(html).toContain('<input type="hidden" name="name" value="花子"/>');
  expect(answer.headers.get("Set-Cookie")).toBeNull();
  expect(await allRows()).toEqual(before);
  await everythingSent();
  expect(await arrivedMails()).toEqual([]);
});

test.each(["Hanako@gmail.com", "Hanako@gmial.com"])("answered with %s, that is where the mail goes", async (email) => {
  const answer = await post("/signup", { ...TYPED, email, sure: "yes" });
  expect(answer.status).toBe(200);
  await everythingSent();
  expect(await arrivedMails()).toMatchObject([{ to: [email] }]);
  expect(await rows("SELECT email, name FROM subscribers")).toEqual([{ email, name: "花子" }]);
});

test("what is wrong beside the address is told first", async () => {
  const html = await (await post("/signup", { email: TYPED.email, name: "花子" })).text();
  expect(html).toContain("同意のチェックをお願いします。");
  expect(html).not.toContain("Hanako@gmail.com");
});

test("in JSON the question is an error with the likely address beside it, and `sure` answers it", async () => {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const ask = (more: object) =>
    visit("/signup", { method: "POST", headers, body: JSON.stringify({ ...TYPED, ...more }) });
  const question = await ask({});
  expect(question.status).toBe(422);
  expect(await question.json()).toEqual({
    ok: false,
    errors: { email: "もしかして、Hanako@gmail.com でしょうか。" },
    likely: "Hanako@gmail.com",
  });
  expect(await rows("SELECT 1 FROM subscribers")).toEqual([]);
  expect((await ask({ sure: true })).status).toBe(200);
  expect(await rows("SELECT email FROM subscribers")).toEqual([{ email: "Hanako@gmial.com" }]);
});
