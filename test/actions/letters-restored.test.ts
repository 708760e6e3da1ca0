/** Letters after a restore: whoever had one gets it no second time, whatever the older database says, and no lesson is lost for it. */

import { expect, test } from "vitest";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { chooseAndConfirm, deliveriesOf, finished, houseWithLetters, sending } from "../support/letters.ts";
import { rememberDatabase } from "../support/older-database.ts";
import { arrivals, emitEvent, lightMails } from "../support/post-office.ts";
import { evenings, markNow, noonAtTheOffice, reconcileNow, resumeNow } from "../support/restoring.ts";

test.each([
  ["before the letter was confirmed", "chosen"],
  ["when its readers waited for it", "waiting"],
])("a database put back to %s", async (_, moment) => {
  const house = houseWithLetters();
  await noonAtTheOffice(house);
  await finished(4, house.deps);
  const before = await rememberDatabase();
  await chooseAndConfirm(house.deps, { whom: "finished" });
  await house.tick();
  const restore = moment === "chosen" ? before : await rememberDatabase();
  await evenings(house, 1);
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 4 }]);
  const [first] = (await lightMails()).filter(({ tags }) => tags.lesson === "spring");
  if (first) await emitEvent(first, "email.complained");

  await restore();
  await markNow(house, current.now - 12 * 60 * 60_000);
  const passages = () =>
    rows("SELECT * FROM enrollments WHERE course = ?1 AND stopped_at IS NULL", house.deps.course.key);
  const hers = await passages();
  const { counts } = await reconcileNow(house);
  expect(counts).toMatchObject({ letters: 4, lessons: 0, unclear: 0, complained: 1 });
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 4 }]);
  expect(await passages()).toEqual(hers.slice(1));
  expect((await reconcileNow(house).catch(() => ({ counts: { letters: 0 } }))).counts).toMatchObject({ letters: 0 });

  await resumeNow(house);
  house.rung.splice(0);
  await chooseAndConfirm(house.deps, { whom: "everybody" });
  await evenings(house, 3);
  expect(await arrivals()).toMatchObject({ many: [] });
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 4 }]);
  if (moment === "waiting") expect(await sending()).toMatchObject({ state: "done", sent: 4 });
});
