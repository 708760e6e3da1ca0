/** The funnel on this machine, as `npm start` opens it: secrets, ports, the whole way in, and a clean end. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startFunnel } from "../../src/local/funnel.ts";
import { linkIn, waitForMails } from "../../src/local/inbox.ts";
import { confirmLink, openConfirmPage, pressConfirm, signUp } from "../../src/local/reader.ts";
import { ensureSecrets } from "../../src/local/secrets.ts";
import { lineReader } from "../../src/local/worker-log.ts";

const root = join(import.meta.dirname, "../..");
const hana = { email: "hana@example.com", name: "花" };

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "start-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function npmStart(env: Record<string, string>) {
  const child = spawn(process.execPath, ["src/local/start.ts"], { cwd: root, env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill("SIGTERM"));
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
    });
  }
  return { child, ended: once(child, "close"), printed: () => printed };
}

test("without a .dev.vars, one is made with random secrets that the Worker accepts", async () => {
  const file = join(await folder(), ".dev.vars");
  expect(await ensureSecrets(file)).toMatchObject({ created: true, added: [] });
  const made = parseEnv(await readFile(file, "utf8"));
  expect(made.RESEND_API_KEY).toMatch(/^re_local_/);
  expect(made.RESEND_WEBHOOK_SECRET).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(made.LINK_SECRET).toMatch(/^.{32,}$/);
  expect(made.IDENTITY_SECRET).toMatch(/^.{32,}$/);
  expect(made.IDENTITY_SECRET).not.toBe(made.LINK_SECRET);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test("a .dev.vars that is complete is left as it is, byte for byte", async () => {
  const file = join(await folder(), ".dev.vars");
  await ensureSecrets(file);
  const before = await readFile(file, "utf8");
  expect(await ensureSecrets(file)).toMatchObject({ created: false, added: [] });
  expect(await readFile(file, "utf8")).toBe(before);
});

test("what a .dev.vars lacks is added and named; what it has stays first and unchanged", async () => {
  const file = join(await folder(), ".dev.vars");
  await writeFile(file, "RESEND_API_KEY=re_mine\nLINK_SECRET=\n# no newline at the end");
  const secrets = await ensureSecrets(file);
  expect(secrets.added).toEqual(["RESEND_WEBHOOK_SECRET", "LINK_SECRET", "IDENTITY_SECRET"]);
  expect(secrets.values.RESEND_API_KEY).toBe("re_mine");
  const text = await readFile(file, "utf8");
  expect(text).toMatch(/^RESEND_API_KEY=re_mine\nLINK_SECRET=\n# no newline at the end\nRESEND_WEBHOOK_SECRET=whsec_/);
  expect(parseEnv(text)).toEqual(secrets.values);
});

test.each(["PORT", "POST_OFFICE_PORT"])(
  "a taken port ends npm start with 1 and the setting to change: %s",
  async (setting) => {
    const port = await takenPort();
    const free = { PORT: "0", POST_OFFICE_PORT: "0", STATE_DIRECTORY: await folder() };
    const started = npmStart({ ...free, [setting]: String(port) });
    expect((await started.ended)[0]).toBe(1);
    expect(started.printed()).toContain(`port ${port} is taken: set ${setting} to a free one`);
  },
);

test("npm start tells the two addresses, and ends without leaving a process when it is told to", async () => {
  const started = npmStart({ PORT: "0", POST_OFFICE_PORT: "0", STATE_DIRECTORY: await folder(), HOME: "" });
  await expect.poll(started.printed, { timeout: 45_000 }).toContain("Ctrl-C stops.");
  const site = /Landing page +(http:\/\/localhost:\d+)/.exec(started.printed())?.[1] ?? "";
  const outbox = /Outbox +(http:\/\/127\.0\.0\.1:\d+)/.exec(started.printed())?.[1] ?? "";
  expect((await fetch(site)).status).toBe(200);
  expect((await fetch(outbox)).status).toBe(200);
  started.child.kill("SIGINT");
  expect((await started.ended)[0]).toBe(0);
  expect(started.printed()).toContain("Stopped.");
  await expect(fetch(site)).rejects.toThrow();
  await expect(fetch(outbox)).rejects.toThrow();
});

test("a reader signs up, confirms by hand and has the guide; after a restart she and the clock are still there", async () => {
  const stateDirectory = await folder();
  const first = await startFunnel({ stateDirectory });
  onTestFinished(() => first.stop());
  await signUp(first, hana);
  const link = await confirmLink(first, hana.email);
  expect(link.origin).toBe(first.siteUrl);
  const token = await openConfirmPage(link);
  expect(await first.nextDue()).toBeUndefined();
  await pressConfirm(first, token);
  const [, guide] = await waitForMails(first.postOfficeUrl, hana.email, { count: 2 });
  expect(guide?.tags.lesson).toBe("intro-guide");
  expect(guide && linkIn(guide, "/unsubscribe")?.origin).toBe(first.siteUrl);
  const due = await first.nextDue();
  expect(due).toBeGreaterThan(first.now());
  await first.stop();

  const second = await startFunnel({ stateDirectory });
  onTestFinished(() => second.stop());
  expect(second.secrets).toMatchObject({ created: false, added: [] });
  expect(await second.nextDue()).toBe(due);
  await second.moveClock(due ?? 0);
  const mails = await waitForMails(second.postOfficeUrl, hana.email, { count: 3 });
  expect(mails.map(({ tags }) => tags.lesson)).toEqual([undefined, "intro-guide", "two-faces"]);
  expect(mails[2]?.received_at).toBeGreaterThanOrEqual(due ?? Number.POSITIVE_INFINITY);
});

test("of the Worker's lines a person reads what happened, not what wrangler has to say", () => {
  const read = lineReader();
  expect(
    read('{"event":"tick","claimed":0,"batches":0,"replanned":0,"state":"done","leftovers":true,"rung":0}'),
  ).toBeNull();
  expect(read('{"event":"tick","claimed":2,"batches":1,"replanned":0,"state":"done"}')).toBe(
    "tick: claimed 2, batches 1, state done",
  );
  expect(read("[wrangler:info] POST /signup 200 OK (20ms)")).toBe("POST /signup → 200 (20ms)");
  expect(read("[wrangler:info] GET /_local/next-due 200 OK (3ms)")).toBeNull();
  expect(read("[custom build] emails/lessons/fears.tsx:10 (fears): does not bundle")).toMatch(
    /^emails\/lessons\/fears/,
  );
  expect(read("✘ [ERROR] k [Error]: Process exited with non-zero status (1)")).toBeNull();
  expect(read("    _process: ChildProcess {")).toBeNull();
  expect(read("✘ [ERROR] Running custom build `node src/cli/compile.ts` failed.")).toMatch(/pages wait/);
  expect(read("⎔ Reloading local server...")).toBe("reloaded");
});
