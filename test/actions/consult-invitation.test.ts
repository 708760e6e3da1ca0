/** The invitation to a consultation: in every lesson from the third day on, until she has asked. */

import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { requestConsultation, whoAsks } from "../../src/actions/request-consultation.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { confirmNow, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";
const WORDS = { name: "花子", reach: "", times: "", topic: "", worksheet: "" };

for (const lesson of ["step-1-words", "step-2-look", "step-3-small", "stories", "rebuild"]) {
  test(`whoever has asked gets ${lesson} without a word of consultations, and the others with a link of their own`, async () => {
    const house = engine();
    const keys = course.lessons.map(({ key }) => key);
    await readers(3, { next: lesson, last: keys[keys.indexOf(lesson) - 1] ?? null, course });
    const [asker] = await rows<{ email: string; addressHash: string }>(
      "SELECT email, address_hash AS addressHash FROM subscribers WHERE id = 2",
    );
    if (!asker) throw new Error("no reader");
    await requestConsultation(house.deps, { from: asker, words: WORDS, now: current.now });
    await house.tickAndSend();

    const mails = (await arrivedMails()).filter(({ tags }) => tags.lesson === lesson);
    const hers = mails.filter(({ to }) => to.join() === asker.email);
    expect(hers).toHaveLength(1);
    for (const { html, text } of hers) expect(html + text).not.toMatch(/個別相談|\/consult|\{\{/);
    const links = mails
      .filter((mail) => !hers.includes(mail))
      .flatMap(({ html, text }) => [html.match(/\/consult\?t=[^"]+/)?.[0], text.match(/\/consult\?t=\S+/)?.[0]]);
    expect(links).toHaveLength(4);
    expect(links).not.toContain(undefined);
    expect(new Set(links).size).toBe(2);
  });
}

test("the link in a lesson names its reader, and nobody else's link does", async () => {
  const { deps } = engine();
  await signUpAndRing(deps, HANAKO);
  const [reader] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers");
  const link = (purpose: "consult" | "confirm", expiresAt: number) =>
    signToken(deps.config.secrets, purpose, reader?.address_hash ?? "", expiresAt);
  const token = await link("consult", current.now + DAY);
  expect(await whoAsks(deps, { token, now: current.now })).toEqual({ kind: "stranger" });
  await confirmNow(deps, HANAKO);
  expect(await whoAsks(deps, { token, now: current.now })).toMatchObject({ kind: "reader", email: HANAKO });
  for (const other of [await link("confirm", current.now + DAY), await link("consult", current.now), "", "x.y.z"]) {
    expect(await whoAsks(deps, { token: other, now: current.now })).toEqual({ kind: "stranger" });
  }
});
