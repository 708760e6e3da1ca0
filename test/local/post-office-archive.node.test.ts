/** The provider's list of mails, asked of the post office by Resend's own SDK. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;

async function officeWith(count: number) {
  const office = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => office.close());
  await fetch(`${office.url}/_local/limits`, { method: "PUT", body: '{"requestsPerSecond": null}' });
  const resend = new Resend("re_test", { baseUrl: office.url });
  for (let sent = 0; sent < count; sent += 100) {
    const letters = Array.from({ length: Math.min(100, count - sent) }, (_, place) => ({
      ...{ from: "歩み <ayumi@course.example>", to: `r${sent + place}@example.com`, subject: `${sent + place}` },
      ...{ text: "一", tags: [{ name: "lesson", value: "day-1" }] },
    }));
    await resend.batch.send(letters);
  }
  return resend;
}

test("mails are listed newest first, a page at a time, and each once", async () => {
  const resend = await officeWith(250);
  const subjects: string[] = [];
  for (let after: string | undefined; ; ) {
    const { data } = await resend.emails.list({ limit: 100, ...(after === undefined ? {} : { after }) });
    subjects.push(...(data?.data ?? []).map(({ subject }) => subject));
    if (!data?.has_more) break;
    after = data.data.at(-1)?.id;
  }
  expect(subjects).toEqual(Array.from({ length: 250 }, (_, place) => String(249 - place)));
});

test("a page can be asked for on the other side of a mail, and without a limit has twenty", async () => {
  const resend = await officeWith(30);
  const { data: first } = await resend.emails.list();
  expect([first?.object, first?.has_more, first?.data.length]).toEqual(["list", true, 20]);
  const { data: newer } = await resend.emails.list({ limit: 2, before: first?.data[5]?.id ?? "" });
  expect([newer?.has_more, newer?.data.map(({ subject }) => subject)]).toEqual([true, ["26", "25"]]);
});

test("a listed mail tells what became of it, but neither its words nor its tags, which the mail itself does", async () => {
  const resend = await officeWith(1);
  const [mail] = (await resend.emails.list()).data?.data ?? [];
  expect(mail).toMatchObject({ to: ["r0@example.com"], subject: "0", last_event: "delivered" });
  expect(Date.parse(mail?.created_at ?? "")).toBeGreaterThan(0);
  for (const field of ["html", "text", "tags", "object"]) expect(mail).not.toHaveProperty(field);
  expect((await resend.emails.get(mail?.id ?? "")).data?.tags).toEqual([{ name: "lesson", value: "day-1" }]);
});

test.each([
  ["a limit of nothing", { limit: 0 }],
  ["a limit beyond the largest page", { limit: 101 }],
  ["a cursor that is no mail", { after: "nobody" }],
  ["both cursors", { after: "a", before: "b" } as never],
])("%s is refused as a field that is wrong", async (_, options) => {
  const resend = await officeWith(1);
  expect((await resend.emails.list(options)).error).toMatchObject({ statusCode: 422, name: "validation_error" });
});
