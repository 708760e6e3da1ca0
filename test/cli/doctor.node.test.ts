/** `npm run doctor`: finds nothing on a house in order, and each seeded fault by the one line that names it, with its remedy. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { examine, type Line } from "../../src/cli/doctor/examine.ts";
import { forMachine, forPerson, isSound } from "../../src/cli/doctor/report.ts";
import { compileMaterial } from "../../src/local/compile-mails.ts";
import { openPostOffice, type PostOffice } from "../../src/local/post-office/post-office.ts";
import type { Material } from "../../src/local/proofs/sample-mail.ts";
import { WEBHOOK_EVENTS } from "../../src/mail/webhook.ts";
import { here } from "../node/course-folder.ts";
import { FAULTS } from "../node/doctor-faults/faults.ts";
import { type House, healthyHouse } from "../node/healthy-house.ts";
import { runThere } from "../node/project-copy.ts";

let office: PostOffice;
let material: Material;
let few: Material;
let rooms = 0;

beforeAll(async () => {
  office = await openPostOffice({ port: 0, webhookSecret: "whsec_AAAA" });
  material = await compileMaterial();
  const { course, mails } = material;
  const [lesson, notice] = [mails.lessons.fears, mails.notices.confirm];
  if (!lesson || !notice) throw new Error("The course has lost the mails that the faults are tried on.");
  few = { course, mails: { ...mails, lessons: { fears: lesson }, notices: { confirm: notice } } };
});

afterAll(() => office.close());

type Breaking = (house: House) => unknown;

async function examined(of: Material, breakIt: Breaking = () => undefined, patienceMs = 5_000): Promise<Line[]> {
  rooms += 1;
  const room = `${office.url}/rooms/house-${rooms}`;
  const house = await healthyHouse(room, of);
  await breakIt(house);
  await put(`${room}/_local/zone`, house.zone);
  await put(`${room}/_local/account`, house.account);
  await put(`${room}/_local/limits`, house.limits);
  return await examine(house.means, patienceMs);
}

async function put(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: "PUT", body: JSON.stringify(body) });
  expect([response.status, response.ok ? "" : await response.text()]).toEqual([200, ""]);
}

test("nothing is wrong with a house in order, and nothing is left unlooked at", async () => {
  const lines = await examined(material);
  expect(lines.filter(({ kind }) => kind !== "ok")).toEqual([]);
  expect(new Set(lines.map(({ name }) => name)).size).toBe(lines.length);
  expect(isSound(lines)).toBe(true);
});

test("while sending rests, every mail's links are found alive, the one to /healthz too", async () => {
  const lines = await examined(material, ({ run }) =>
    run("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'by hand'"),
  );
  expect(lines.flatMap(({ kind, name }) => (kind === "wrong" ? [name] : []))).toEqual(["sending"]);
});

test.each(FAULTS)("$fault: found by $line", async ({ line, says, fix, unasked = [], seed }) => {
  const lines = await examined(few, seed);
  const wrong = lines.filter(({ kind }) => kind === "wrong");
  expect(wrong).toMatchObject([{ name: line, what: expect.stringMatching(says), fix: expect.stringMatching(fix) }]);
  const skipped = lines.filter(({ kind }) => kind === "skipped").map(({ name }) => name);
  expect(skipped).toEqual(unasked);
  expect(isSound(lines)).toBe(false);
});

test("there are at least 25 seeded faults, and every check finds one of them", async () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(25);
  const found = new Set(FAULTS.map(({ line }) => line));
  const names = (await examined(few)).map(({ name }) => name);
  expect(names.filter((name) => !found.has(name))).toEqual([]);
});

test("a key that may only send, as the Worker's should, is no fault; what it cannot see is said", async () => {
  const lines = await examined(few, (house) => {
    house.limits.sendingKeys = ["re_full_access"];
  });
  expect(isSound(lines)).toBe(true);
  const skipped = lines.flatMap((line) => (line.kind === "skipped" ? [`${line.name}: ${line.why}`] : []));
  expect(skipped.join("\n")).toMatch(
    /^plan: .*\nresend-key: this key may only send.*full access\ndomain: .*\ntracking: .*\nwebhook: /,
  );
});

test("an account that allows two requests a second is asked with patience", async () => {
  const lines = await examined(few, ({ limits }) => Object.assign(limits, { requestsPerSecond: 2 }), 10_000);
  expect(lines.filter(({ kind }) => kind !== "ok")).toEqual([]);
});

test("while npm start is not running, only what lies on the disk is looked at, and that is no fault", async () => {
  const lines = await examined(few, (house) => {
    const { settings } = house.means;
    const samples = {
      ...settings,
      SITE_URL: "http://localhost:8787",
      SENDER_NAME: "見本 歩",
      LINK_SECRET: settings.LINK_SECRET,
    };
    house.means = {
      ...house.means,
      where: "local",
      isAwake: false,
      secretNames: null,
      settings: { ...samples, RESEND_API_KEY: "re_local_1" },
    };
  });
  expect(lines.filter(({ kind }) => kind === "wrong")).toEqual([]);
  const looked = lines.filter(({ kind }) => kind === "ok").map(({ name }) => name);
  expect(looked).toEqual([
    "node",
    "dev-vars",
    "clock",
    "settings",
    "secrets",
    "migrations",
    "database",
    "sending",
    "quota",
    "heard",
  ]);
});

test("a check that hangs or breaks is a line of its own, and hides no other", async () => {
  const stuck: Breaking = (house) => {
    house.means = {
      ...house.means,
      consumersOf: () => new Promise(() => undefined),
      material: () => Promise.reject(new Error("emails/course.ts does not compile")),
    };
  };
  const lines = await examined(few, stuck, 1_000);
  const wrong = lines.flatMap((line) => (line.kind === "wrong" ? [[line.name, line.what]] : []));
  expect(wrong).toEqual([
    ["queue", "no answer within 1 s"],
    ["one-click", "could not be looked at: emails/course.ts does not compile"],
    ["links", "could not be looked at: emails/course.ts does not compile"],
  ]);
  expect(lines.filter(({ kind }) => kind === "ok").length).toBeGreaterThan(20);
});

test("the report names the fault, why it matters and its remedy; for CI it is JSON", async () => {
  const lines = await examined(few, (house) => {
    house.means = { ...house.means, devVarsMode: 0o100644 };
  });
  const text = forPerson(lines, "remote");
  expect(text).toContain("WRONG   dev-vars      .dev.vars may be read by others on this machine (644)");
  expect(text).toContain("why: its secrets sign links");
  expect(text).toContain("fix: chmod 600 .dev.vars");
  expect(text).toMatch(/\n1 to mend: \d+ in order, 0 not looked at\.$/);
  expect(JSON.parse(forMachine(lines, "remote"))).toMatchObject({ where: "remote", ok: false, lines });
});

test("the webhook is asked to be registered for exactly the events that are understood", async () => {
  const source = await readFile(join(here, "src/mail/webhook.ts"), "utf8");
  const understood = [...source.matchAll(/case "(email\.\w+)":/g)].map(([, event]) => event);
  expect(understood.sort()).toEqual([...WEBHOOK_EVENTS].sort());
});

test("at the terminal: an unknown flag is told with the usage, and a fault ends with 1", async () => {
  const directory = await mkdtemp(join(tmpdir(), "doctor-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const there = { STATE_DIRECTORY: directory, POST_OFFICE_PORT: "9" };
  const misspelt = runThere(here, ["src/cli/doctor.ts", "--remotely"], there);
  expect((await misspelt.ended)[0]).toBe(1);
  expect(misspelt.printed()).toMatch(/--remotely[\s\S]*Usage: npm run doctor \[-- --remote\] \[--json\]/);
  await writeFile(join(directory, ".dev.vars"), "LINK_SECRET=short\n", { mode: 0o644 });
  const local = runThere(here, ["src/cli/doctor.ts"], there);
  expect((await local.ended)[0]).toBe(1);
  expect(local.printed()).toMatch(/WRONG +dev-vars +.*\(644\)/);
  expect(local.printed()).toMatch(/WRONG +secrets +LINK_SECRET is shorter than 32 characters/);
  expect(local.printed()).toMatch(/IDENTITY_SECRET is missing\n +why: .*\n +fix: npm start /);
  expect(local.printed()).toMatch(/WRONG +migrations +.*not there yet/);
  expect(local.printed()).toContain("npm start is not running");
  expect(local.printed()).not.toMatch(/\n\s+at /);
});
