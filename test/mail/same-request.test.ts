/** The post office cannot tell our request from the SDK's own: under one key it takes the second for the first come again. */

import fc from "fast-check";
import { type CreateBatchOptions, Resend } from "resend";
import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { bodyOfOne } from "../../src/mail/body.ts";
import { composeLesson } from "../../src/mail/compose.ts";
import type { Mail } from "../../src/mail/mailer.ts";
import { engine } from "../support/engine.ts";
import { arrivals, arrivedMails } from "../support/post-office.ts";

const BATCH = { id: "batchbatchbatchbatch00", lesson: "fears", createdAt: 0 };

const names = fc.array(
  fc.oneof(fc.string({ unit: "binary", maxLength: 9 }), fc.constantFrom('"\\', "\u2028", "<&>'", "🌸", "\ud83c")),
  {
    maxLength: 4,
  },
);

test("a batch sent by the SDK and again by us is the same request, whatever her name", async () => {
  const { deps } = engine();
  const sdk = new Resend(deps.config.resend.apiKey, { baseUrl: deps.config.resend.baseUrl ?? "" });
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 4 }), async (many) => {
      const key = crypto.randomUUID();
      const mails = await Promise.all(many.map((parts, index) => composed(deps, index, parts.join(""))));
      const { data } = await sdk.batch.send(mails.map(forSdk), { batchValidation: "permissive", idempotencyKey: key });
      sent += mails.length;

      const answer = await deps.mailer.sendBatch(mails, key);

      const results = data?.data.map(({ id }) => ({ accepted: true, providerId: id }));
      expect(answer).toMatchObject({ kind: "answered", results });
      expect(await arrivals()).toMatchObject({ total: sent });
    }),
    { numRuns: 20 },
  );
});

test("one letter more in her name, and the post office calls it a conflict", async () => {
  const { deps } = engine();
  const first = await deps.mailer.sendBatch([await composed(deps, 1, "花")], "key");
  expect(first).toMatchObject({ kind: "answered" });
  expect(await deps.mailer.sendBatch([await composed(deps, 1, "花子")], "key")).toMatchObject({ kind: "conflict" });
});

test("six batches on their way at once keep their own words, however long each is", async () => {
  const { deps } = engine();
  const lengths = [1, 9, 2, 5, 1, 30];
  const send = async (round: string) => {
    const batches = lengths.map((length, batch) =>
      Promise.all(Array.from({ length }, (_, n) => composed(deps, 100 * batch + n, `${round}${batch}`))),
    );
    const answers = await Promise.all(
      batches.map(async (mails) => deps.mailer.sendBatch(await mails, crypto.randomUUID())),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(lengths.map(() => "answered"));
  };
  await send("花");
  await send("雪");

  const greeted = (await arrivedMails()).map(({ text, tags }) => {
    const name = /^([花雪]\d)さん、/m.exec(text)?.[1] ?? "nobody";
    return `${name} ${Math.floor(Number(tags.enrollment) / 100)}`;
  });
  const expected = ["花", "雪"].flatMap((round) =>
    lengths.flatMap((length, batch) => Array<string>(length).fill(`${round}${batch} ${batch}`)),
  );
  expect(greeted.sort()).toEqual(expected.sort());
});

function composed({ config, course, mails }: Deps, enrollmentId: number, name: string): Mail {
  const lesson = mails.lessons[BATCH.lesson];
  if (!lesson) throw new Error(`no lesson ${BATCH.lesson}`);
  const her = {
    email: `reader${enrollmentId}@example.com`,
    addressHash: "abcdefghijklmnopqrstuv",
    unsubscribeToken: null,
  };
  return composeLesson(config, course, lesson, BATCH, {
    enrollmentId,
    name,
    ...her,
    zone: "Asia/Tokyo",
    nextDueAt: null,
  });
}

/** What the mail says, as the SDK wants to be told. */
function forSdk(mail: Mail): CreateBatchOptions[number] {
  const { reply_to: replyTo, ...said } = JSON.parse(new TextDecoder().decode(bodyOfOne(mail)));
  return { ...said, replyTo };
}
