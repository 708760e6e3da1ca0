/** `npm run setup`, its answers: judged as the Worker judges its settings, at the terminal and by flags. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import {
  type Answers,
  openQuestions,
  refusal,
  refusalOfAll,
  refusalOfHost,
  together,
  varsOf,
} from "../../src/cli/setup/answers.ts";
import { QUESTIONS } from "../../src/cli/setup/questions.ts";
import { answersToday, wishOf } from "../../src/cli/setup/wish.ts";
import { readConfig } from "../../src/settings.ts";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

const answers: Answers = {
  NAME: "ayumi",
  SITE_URL: "https://ayumi.letters.jp",
  MAIL_FROM: "あゆみ <course@mail.letters.jp>",
  MAIL_REPLY_TO: "hello@letters.jp",
  AUTHOR_EMAIL: "me@letters.jp",
  SENDER_NAME: "佐藤 歩",
  SENDER_ADDRESS: "〒530-0001 大阪府大阪市北区梅田1-2-3",
  SENDER_CONTACT: "hello@letters.jp",
  ZONE: "Asia/Tokyo",
  HOUR: "21:30",
};
test("the answers that do are those with which the Worker starts, and each by itself is judged like it", () => {
  expect(openQuestions(answers)).toEqual([]);
  expect(refusalOfAll(varsOf(answers))).toBeNull();
  const env = {
    RESEND_API_KEY: "re_1",
    RESEND_WEBHOOK_SECRET: "whsec_1",
    LINK_SECRET: "l".repeat(32),
    IDENTITY_SECRET: "i".repeat(32),
  };
  const settings = QUESTIONS.filter(({ setting }) => setting in varsOf(answers));
  const anything = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.emailAddress(),
    fc.constantFrom("見本 歩", "a@b", "x <a@b.jp>", "http://a.jp"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...settings), anything, (question, answer) => {
      const isFit = refusal(question, answer) === null;
      const start = () => readConfig({ ...varsOf(answers), ...env, [question.setting]: answer });
      if (isFit) expect(start).not.toThrow();
      else if (!/[\r\n\t]/.test(answer) && !/\p{Cc}/u.test(answer)) expect(start).toThrow(question.setting);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["NAME", "Ayumi!"],
  ["NAME", "-ayumi"],
  ["SITE_URL", "http://ayumi.letters.jp"],
  ["SITE_URL", "https://ayumi.example.com"],
  ["MAIL_FROM", "あゆみ"],
  ["AUTHOR_EMAIL", "me"],
  ["SENDER_NAME", "見本 歩"],
  ["SENDER_ADDRESS", "一行目\n二行目"],
  ["ZONE", "Tokyo"],
  ["ZONE", "+09:00"],
  ["HOUR", "25:00"],
  ["HOUR", ""],
  ["DAILY_QUOTA", "many"],
])("a wrong answer is refused with an example of a right one: %s %j", (setting, answer) => {
  const question = QUESTIONS.find((each) => each.setting === setting);
  expect(question && refusal(question, answer)).toMatch(new RegExp(`^${setting} .+ → for instance .+`));
  expect(openQuestions({ ...answers, [setting]: answer })).toEqual([
    expect.stringContaining(`--${question?.flag}: ${setting}`),
  ]);
});

test("all five lines of 特定商取引法 or none", () => {
  expect(refusalOfAll({ ...varsOf(answers), TOKUSHO_PHONE: "03-1234-5678" })).toContain("TOKUSHO_RETURNS");
});

test("a setting whose secret is live alone forbids nothing", () => {
  const pairs = { TURNSTILE_SITE_KEY: "0x4site", CONSULTATION_WEBHOOK_URL: "https://hooks.letters.jp/in" };
  expect(refusalOfAll({ ...varsOf(answers), ...pairs })).toBeNull();
});

test("every example would do, but for what an example must be: nobody's", () => {
  for (const { setting, example, ...question } of QUESTIONS) {
    expect([setting, refusal({ setting, example, ...question }, example)]).toEqual([setting, null]);
  }
});

const toml = {
  name: "ayumi",
  vars: { SITE_URL: "http://localhost:8787", LINE_ADD_URL: "https://lin.ee/a", DAILY_QUOTA: 100 },
  d1_databases: [{ database_name: "my-readers" }],
  queues: { producers: [{ queue: "my-queue" }], consumers: [{ queue: "my-queue" }] },
};

test("what stands in the files and was not asked about stays, and names of one's own stay as long as the Worker's does", () => {
  const today = { toml, course };
  const same = wishOf(today, together(answersToday(today), answers), "https://api.resend.com");
  expect(same.names).toEqual({ worker: "ayumi", database: "my-readers", queue: "my-queue" });
  const keys = same.changes.map(({ table, key, value }) => `${table} ${key}${value === null ? " gone" : ""}`);
  expect(keys).toEqual(
    [" routes", ...Object.keys(varsOf(answers)).map((key) => `vars ${key}`), "vars DAILY_QUOTA"].sort(
      (a, b) => keys.indexOf(a) - keys.indexOf(b),
    ),
  );
  const renamed = wishOf(today, together(answersToday(today), { ...answers, NAME: "steps", DAILY_QUOTA: "" }), "");
  expect(renamed.names).toEqual({ worker: "steps", database: "steps", queue: "steps-deliveries" });
  expect(renamed.changes).toContainEqual({ table: "vars", key: "DAILY_QUOTA", value: null });
  expect(renamed.changes).toContainEqual({ table: "queues.consumers", key: "queue", value: '"steps-deliveries"' });
});

test.each([
  ["a host of workers.dev needs no route", "https://ayumi.me.workers.dev", {}],
  ["a route that is written already is the author's", "https://ayumi.letters.jp", { routes: [] }],
])("%s", (_, SITE_URL, more) => {
  const { changes } = wishOf({ toml: { ...toml, ...more }, course }, { ...answers, SITE_URL }, "");
  expect(changes.map(({ key }) => key)).not.toContain("routes");
});

const OLD = { vars: { SITE_URL: "https://old.letters.jp" } };
const OLD_ROUTE = { ...OLD, routes: [{ pattern: "old.letters.jp", custom_domain: true }] };
const HER_ROUTE = { ...OLD, routes: [...OLD_ROUTE.routes, { pattern: "letters.jp/ayumi", zone_name: "letters.jp" }] };
test.each([
  [
    "goes along with the site",
    "https://new.letters.jp",
    OLD_ROUTE,
    ['[{ pattern = "new.letters.jp", custom_domain = true }]'],
  ],
  ["goes away with the site", "https://ayumi.me.workers.dev", OLD_ROUTE, [null]],
  ["stays where it fits", "https://old.letters.jp", OLD_ROUTE, []],
  ["stays hers when it is another than the setup wrote", "https://new.letters.jp", HER_ROUTE, []],
])("a route that the setup wrote for the former host %s", (_, SITE_URL, more, values) => {
  const { changes } = wishOf({ toml: { ...toml, ...more }, course }, { ...answers, SITE_URL }, "");
  expect(changes.filter(({ key }) => key === "routes").map(({ value }) => value)).toEqual(values);
});

test("at workers.dev a site has the Worker's name", () => {
  const at = (SITE_URL: string) => refusalOfHost({ ...answers, NAME: "ayumi", SITE_URL });
  expect(at("https://ayumi.me.workers.dev")).toBeNull();
  expect(at("https://ayumi.letters.jp")).toBeNull();
  expect(at("https://other.me.workers.dev")).toContain("https://ayumi.<your subdomain>.workers.dev");
});

const FLAGS = QUESTIONS.flatMap(({ setting, flag }) => (answers[setting] ? [`--${flag}`, answers[setting]] : []));
const NOBODY = { CLOUDFLARE_API_TOKEN: "", CLOUDFLARE_API_KEY: "", HOME: "/nowhere", XDG_CONFIG_HOME: "/nowhere" };

async function setup(args: string[], env: Record<string, string> = {}) {
  const run = runThere(here, ["src/cli/setup.ts", ...args], { ...NOBODY, RESEND_FULL_ACCESS_KEY: "", ...env });
  return { code: (await run.ended)[0], printed: run.printed() };
}

test("a dry run shows every command and call in order, and changes nothing", async () => {
  const files = () =>
    ["wrangler.toml", "emails/course.ts", "package.json"].map((file) => readFileSync(join(here, file), "utf8"));
  const before = files();
  const { code, printed } = await setup(["--dry-run", "--yes", ...FLAGS, "--hour", "6:30"]);
  expect([code, printed]).toEqual([0, expect.stringContaining("Dry run: nothing was changed.")]);
  const order = [
    "whoami",
    "wrangler login",
    "d1 list",
    "queues info",
    "secret list",
    "GET https://api.resend.com/webhooks?limit=100",
    "[vars] SITE_URL =",
    "minute 390",
    "d1 create ayumi --location apac",
    "queues create ayumi-deliveries",
    "secret bulk --name ayumi",
    "POST https://api.resend.com/api-keys",
    "secret put RESEND_API_KEY",
    'POST https://api.resend.com/webhooks {"endpoint":"https://ayumi.letters.jp/webhooks/resend"',
    "secret put RESEND_WEBHOOK_SECRET",
    "npm run deploy ",
    "wrangler d1 migrations apply DB --remote",
    "wrangler deploy",
    "npm run mail:test -- --to me@letters.jp",
  ];
  const places = order.map((words) => printed.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(files()).toEqual(before);
});

test("a dry run needs no terminal and no --yes", async () => {
  const { code, printed } = await setup(["--dry-run", ...FLAGS]);
  expect([code, printed]).toEqual([0, expect.stringContaining("Dry run: nothing was changed.")]);
});

test.each([
  [
    "a flag that is needed",
    ["--yes", ...FLAGS.slice(0, 4)],
    {},
    /With --yes nobody is asked, so these are needed:[\s\S]*--author-email: AUTHOR_EMAIL/,
  ],
  [
    "an account",
    ["--yes", ...FLAGS],
    {},
    /Nobody is logged in at Cloudflare → npx wrangler login, or a CLOUDFLARE_API_TOKEN/,
  ],
  ["a flag that exists", ["--site", "x"], {}, /--site[\s\S]*Usage: npm run setup/],
])("what is missing is named: %s", async (_, args, env, words) => {
  const { code, printed } = await setup(args, env);
  expect(code).toBe(1);
  expect(printed).toMatch(words);
  expect(printed).not.toMatch(/^\s+at /m);
});
