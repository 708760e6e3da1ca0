/** The consents that are taken out of the database: page after page each of them once. */

import { expect, test } from "vitest";
import { erasePerson } from "../../src/actions/erase-person.ts";
import { type ConsentRow, consentsAfter } from "../../src/db/consent-export.ts";
import { hashIdentity } from "../../src/domain/token.ts";
import { becomeReader, ownerToken, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine } from "../support/engine.ts";

test("page after page each comes once, in the order in which it was given, with the address while somebody stands under it", async () => {
  const { deps } = engine();
  for (const name of ["hanako", "yuki", "rin"]) await becomeReader(deps, `${name}@example.com`);
  await signUpAndRing(deps, "waiting@example.com");
  await erasePerson(deps, { token: await ownerToken(deps, "yuki@example.com"), now: current.now });

  const found: ConsentRow[] = [];
  for (let page = 0; page < 3; page++)
    found.push(...(await asked(consentsAfter(deps.db, { addressHash: null, after: found.at(-1)?.id ?? 0, limit: 2 }))));

  expect(found.map(({ address, confirmed_at }) => [address, confirmed_at !== null])).toEqual([
    ["hanako@example.com", true],
    ["", true],
    ["rin@example.com", true],
    ["waiting@example.com", false],
  ]);
  const addressHash = hashIdentity(deps.config.secrets, "yuki@example.com");
  expect(await asked(consentsAfter(deps.db, { addressHash, after: 0, limit: 9 }))).toMatchObject([
    { address_hash: addressHash },
  ]);
});

async function asked(question: D1PreparedStatement): Promise<ConsentRow[]> {
  return (await question.all<ConsentRow>()).results;
}
