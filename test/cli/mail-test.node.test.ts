/** `npm run mail:test` at the terminal: which way test mails take, and what it says when there is none. */

import { expect, onTestFinished, test } from "vitest";
import { mailsTo } from "../../src/local/inbox.ts";
import { freePort } from "../../src/local/ports.ts";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const NO_KEY = { RESEND_API_KEY: "", RESEND_BASE_URL: "", STATE_DIRECTORY: "/nowhere" };

async function openOffice() {
  const office = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => office.close());
  return office;
}

async function mailTest(args: string[], env: Record<string, string>) {
  const run = runThere(here, ["src/cli/mail-test.ts", ...args], { ...NO_KEY, ...env });
  return { code: (await run.ended)[0], printed: run.printed() };
}

test("without a key they go to the outbox of npm start, with links to its site", async () => {
  const office = await openOffice();
  const env = { POST_OFFICE_PORT: String(office.port), PORT: "8999" };
  const { code, printed } = await mailTest(["--to", "me@example.com", "--lesson", "fears"], env);
  expect([code, printed]).toEqual([
    0,
    expect.stringContaining(`1 test mail to me@example.com: in the outbox, ${office.url}`),
  ]);
  const [mail, ...more] = await mailsTo(office.url, "me@example.com");
  expect(more).toEqual([]);
  expect(mail?.subject).toMatch(/^【テスト】/);
  expect(mail?.text).toContain("http://localhost:8999/unsubscribe?t=");
});

test("a key made by npm start is none, and one of the provider's is used", async () => {
  const office = await openOffice();
  const closed = String(await freePort());
  const env = { POST_OFFICE_PORT: closed, RESEND_BASE_URL: office.url };
  const local = await mailTest(["--to", "me@example.com"], { ...env, RESEND_API_KEY: "re_local_abc" });
  expect([local.code, local.printed]).toEqual([1, expect.stringContaining("Nothing was sent.")]);
  const real = await mailTest(["--to", "me@example.com", "--lesson", "fears"], { ...env, RESEND_API_KEY: "re_real" });
  expect([real.code, real.printed]).toEqual([0, expect.stringContaining(`handed to ${office.url}`)]);
  expect(await mailsTo(office.url, "me@example.com")).toHaveLength(1);
});

test("with neither a key nor an outbox it says how to have one of them", async () => {
  const { code, printed } = await mailTest(["--to", "me@example.com"], { POST_OFFICE_PORT: String(await freePort()) });
  expect(code).toBe(1);
  expect(printed).toMatch(/Nothing was sent\.[\s\S]*run npm start in another terminal, or set the key/);
});

test.each([
  [[], "--to is missing"],
  [["--to", "me@example.com", "--lessons", "fears"], "--lessons"],
])("what is asked for wrongly is answered with the usage: %j", async (args, words) => {
  const { code, printed } = await mailTest(args, {});
  expect(code).toBe(1);
  expect(printed).toContain(words);
  expect(printed).toContain("Usage: npm run mail:test -- --to me@example.com [--lesson key | --letter key]");
});
