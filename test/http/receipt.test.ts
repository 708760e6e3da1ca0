/** The receipt of her consent on her own page: what she agreed to, when, where, and when she confirmed it. */

import { expect, test } from "vitest";
import { HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";
import { confirmLinkTo, enrol, everythingSent, post, visit } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";

test("the receipt of her consent says what she agreed to, when and where, when she confirmed it, and what it covers", async () => {
  const page = "https://blog.example/%E3%81%AF%E3%81%9F%E3%82%89%E3%81%8F?from=her";
  await post("/signup", { email: HANAKO, consent: "yes" }, { Referer: page });
  const confirmLink = await confirmLinkTo(HANAKO);
  current.now += HOUR;
  await post(confirmLink, {});
  await everythingSent();

  const html = await (await visit(await linkToCourse())).text();
  const receipt = html.split("<h2>同意の控え</h2>")[1]?.split("</section>")[0];
  expect(receipt).toContain("個別相談のご案内（広告を含むメール）が見本 歩から届くことに同意します。");
  expect(receipt).toContain("2026年11月2日（月）12:00<br/>https://blog.example/はたらく のフォームから");
  expect(receipt).toContain("2026年11月2日（月）13:00、メールのリンクから");
  expect(receipt).toContain("のためのもので、ほかのことには使いません");
  expect(html.split("同意します")).toHaveLength(2);
});

test.each([
  ["http://localhost:8787/", "<br/>このサイトのフォームから"],
  ["https://blog.example/%E3", "<br/>https://blog.example/%E3 のフォームから"],
  ["not told", "12:00</dd>"],
])("the page %s is told as it can be read", async (page, words) => {
  await enrol(HANAKO);
  await rows(
    "INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at) SELECT address_hash, '', ?1, ?2, ?2 FROM consents",
    page,
    current.now,
  );
  expect(await (await visit(await linkToCourse())).text()).toContain(words);
});

async function linkToCourse(): Promise<string> {
  await everythingSent();
  const texts = (await arrivedMails(HANAKO)).map(({ text }) => text);
  return texts.join("\n").match(/http\S+\/course\?t=\S+/)?.[0] ?? "";
}
