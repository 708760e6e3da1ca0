/** `npm run setup` at an account: the installed wrangler and Resend's SDK against stand-ins of both, and no secret to be seen. */

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Resend } from "resend";
import { expect, onTestFinished, test, vi } from "vitest";
import { accountsAtHand, type Existing, FRESH, lookAtCloudflare } from "../../src/cli/setup/account.ts";
import { type Doing, doSteps } from "../../src/cli/setup/do.ts";
import { planOf, type Wish } from "../../src/cli/setup/plan.ts";
import { createSendingKey, findWebhook, type Provider, providerOf } from "../../src/cli/setup/provider.ts";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";
import { openAccount } from "../node/cloudflare-account.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const names = { worker: "steps", database: "steps", queue: "steps-deliveries" };
const siteUrl = "https://ayumi.letters.jp";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "setup-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function openOffice(): Promise<Provider & { url: string }> {
  const office = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => office.close());
  return { ...providerOf("re_full", siteUrl, office.url), url: office.url };
}

/** All that is left to do at Cloudflare and Resend; deploy and test mail are commands of their own, with tests of their own. */
function stepsFor(provider: string, existing: Existing) {
  const wish: Wish = {
    names,
    siteUrl,
    authorEmail: "me@letters.jp",
    lesson: "fears",
    changes: [],
    hour: null,
    provider,
  };
  return planOf(wish, existing).filter(({ deed }) => deed.kind !== "deploy" && deed.kind !== "test-mail");
}

function doing(root: string, provider: Provider, told: string[], stopping = () => false): Doing {
  return { root, provider, fullAccessKey: "re_full", unattended: true, tell: (line) => told.push(line), stopping };
}

/** From here on every Node below this one writes its command line down. */
async function recordCommandLines(root: string): Promise<() => Promise<string>> {
  const [script, file] = [join(root, "record.mjs"), join(root, "command-lines")];
  await writeFile(
    script,
    `import { appendFileSync } from "node:fs";\nappendFileSync(${JSON.stringify(file)}, process.argv.join(" ") + "\\n");\n`,
  );
  vi.stubEnv("NODE_OPTIONS", `--import=${script}`);
  return async () => await readFile(file, "utf8");
}

test("a fresh account has all it needs afterwards, is then found so, and no secret was in a command line or told", {
  timeout: 120_000,
}, async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  const [root, account, office] = [await folder(), await openAccount(), await openOffice()];
  for (const [name, value] of Object.entries(account.env)) vi.stubEnv(name, value);
  const commandLines = await recordCommandLines(root);
  expect(await accountsAtHand()).toEqual([expect.objectContaining({ id: account.env.CLOUDFLARE_ACCOUNT_ID })]);
  expect(await lookAtCloudflare(names)).toEqual({ database: false, queue: false, secrets: null });
  const told: string[] = [];
  expect(await doSteps(stepsFor(office.url, FRESH), doing(root, office, told))).toBe(true);
  const secrets = account.workers.get("steps") ?? new Map();
  expect(await lookAtCloudflare(names)).toEqual({ database: true, queue: true, secrets: [...secrets.keys()] });
  const [webhook, values] = [await findWebhook(office), [...secrets.values()]];
  expect(stepsFor(office.url, { database: true, queue: true, secrets: [...secrets.keys()], webhook })).toEqual([]);
  expect(Object.fromEntries(secrets)).toEqual({
    LINK_SECRET: expect.stringMatching(/^[\w-]{43}$/),
    IDENTITY_SECRET: expect.stringMatching(/^[\w-]{43}$/),
    RESEND_API_KEY: expect.stringMatching(/^re_/),
    RESEND_WEBHOOK_SECRET: webhookSecret,
  });
  expect(new Set(values)).toHaveProperty("size", 4);
  const seen = `${await commandLines()}${told.join("\n")}`;
  expect(seen).toContain("secret put RESEND_WEBHOOK_SECRET --name steps");
  for (const value of [...values, "re_full"]) expect(seen).not.toContain(value);
  const kept = join(root, "kept-secrets.env");
  expect(parseEnv(await readFile(kept, "utf8"))).toEqual({ IDENTITY_SECRET: secrets.get("IDENTITY_SECRET") });
  expect((await stat(kept)).mode & 0o777).toBe(0o600);
});

test("a webhook that somebody made by hand is mended and kept, with what else it told of", async () => {
  const office = await openOffice();
  const events = ["email.delivered" as const, "email.opened" as const];
  const made = await office.client.webhooks.create({ endpoint: office.endpoint, events });
  const id = made.data?.id ?? "";
  await office.client.webhooks.update(id, { status: "disabled" });
  const webhook = await findWebhook(office);
  expect(webhook).toEqual({ id, enabled: false, events });
  const steps = stepsFor(office.url, { ...FRESH, webhook }).filter(({ deed }) => deed.kind === "mend-webhook");
  await doSteps(steps, doing("/nowhere", office, []));
  expect(await findWebhook(office)).toMatchObject({
    id,
    enabled: true,
    events: [
      "email.delivered",
      "email.opened",
      "email.sent",
      "email.bounced",
      "email.complained",
      "email.suppressed",
      "email.failed",
    ],
  });
});

test("our webhook is found among many, and another site's is not taken for it", async () => {
  const office = await openOffice();
  for (let n = 0; n < 105; n += 1) {
    const { client } = providerOf("re_full", siteUrl, `${office.url}`);
    await fetch(`${office.url}/_local/limits`, { method: "PUT", body: JSON.stringify({ requestsPerSecond: null }) });
    await client.webhooks.create({ endpoint: `https://site-${n}.letters.jp/webhooks/resend`, events: ["email.sent"] });
  }
  expect(await findWebhook(office)).toBeNull();
  await office.client.webhooks.create({ endpoint: office.endpoint, events: ["email.sent"] });
  expect(await findWebhook(office)).toMatchObject({ events: ["email.sent"], enabled: true });
});

test("a key that may only send is told so, with where to make another", async () => {
  const office = await openOffice();
  const sending = await createSendingKey(office, "steps");
  const restricted = { ...office, client: new Resend(sending, { baseUrl: office.url }) };
  await expect(findWebhook(restricted)).rejects.toThrow(/restricted.*full access at https:\/\/resend\.com\/api-keys/);
});

test.each([
  [{ events: ["email.sent"] }, "missing_required_field"],
  [{ endpoint: "https://a.letters.jp", events: [] }, "validation_error"],
  [{ endpoint: "nowhere", events: ["email.sent"] }, "validation_error"],
])("the post office takes no webhook that Resend's specification forbids: %j", async (body, name) => {
  const office = await openOffice();
  expect((await office.client.webhooks.create(body as never)).error).toMatchObject({ statusCode: 422, name });
});

test("Ctrl-C lets the step under way end and begins no other; what is done is not planned again", async () => {
  const office = await openOffice();
  const events = ["email.sent" as const];
  const id = (await office.client.webhooks.create({ endpoint: office.endpoint, events })).data?.id;
  const existing = {
    ...FRESH,
    database: true,
    queue: true,
    secrets: ["LINK_SECRET", "IDENTITY_SECRET", "RESEND_API_KEY"],
  };
  const steps = stepsFor(office.url, { ...existing, webhook: await findWebhook(office) });
  expect(steps.map(({ title }) => title)).toEqual(["Webhook", "Signing secret of the webhook"]);
  const told: string[] = [];
  const stopsAfterOne = () => told.length > 0;
  expect(await doSteps(steps, doing("/nowhere", office, told, stopsAfterOne))).toBe(false);
  const left = stepsFor(office.url, { ...existing, webhook: await findWebhook(office) });
  expect(left.map(({ shown }) => shown[0])).toEqual([`GET ${office.url}/webhooks/${id}`]);
});
