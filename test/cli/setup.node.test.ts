/** `npm run setup`, its plan: what is left to do at which account, and that the installed wrangler knows every command of it. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { experimental_getWranglerCommands as wranglerCommands } from "wrangler";
import { type Existing, FRESH, LOOKS } from "../../src/cli/setup/account.ts";
import { keptOf, planOf, type Wish } from "../../src/cli/setup/plan.ts";
import { WEBHOOK_EVENTS } from "../../src/mail/webhook.ts";
import { here } from "../node/course-folder.ts";

const secrets = ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "LINK_SECRET", "IDENTITY_SECRET"];
const webhook = { id: "w1", enabled: true, events: [...WEBHOOK_EVENTS] };
const wish: Wish = {
  names: { worker: "ayumi", database: "ayumi", queue: "ayumi-deliveries" },
  siteUrl: "https://ayumi.letters.jp",
  authorEmail: "me@letters.jp",
  changes: [{ table: "vars", key: "SITE_URL", value: '"https://ayumi.letters.jp"' }],
  hour: { zone: "Asia/Tokyo", minute: 390 },
  lesson: "intro-guide",
  provider: "https://api.resend.com",
};
const written: Wish = { ...wish, changes: [], hour: null };
const all: Existing = { database: true, queue: true, secrets, webhook };

test.each<[string, Wish, Existing, string[]]>([
  [
    "a fresh account",
    wish,
    FRESH,
    ["Settings", "The course's hour", "Database", "Queue", "Secrets of your own", "Key for sending", "Webhook"],
  ],
  [
    "settings written, the rest left",
    written,
    FRESH,
    ["Database", "Queue", "Secrets of your own", "Key for sending", "Webhook"],
  ],
  [
    "stopped behind the database",
    written,
    { ...FRESH, database: true },
    ["Queue", "Secrets of your own", "Key for sending", "Webhook"],
  ],
  [
    "a Worker without secrets",
    written,
    { ...all, secrets: [] },
    ["Secrets of your own", "Key for sending", "Signing secret of the webhook"],
  ],
  ["one own secret is missing", written, { ...all, secrets: secrets.slice(0, 3) }, ["Secrets of your own"]],
  [
    "the webhook is there, its secret is not",
    written,
    { ...all, secrets: secrets.toSpliced(1, 1) },
    ["Signing secret of the webhook"],
  ],
  ["the webhook is gone", written, { ...all, webhook: null }, ["Webhook"]],
  ["the webhook is switched off", written, { ...all, webhook: { ...webhook, enabled: false } }, ["Webhook"]],
  ["the webhook is deaf to bounces", written, { ...all, webhook: { ...webhook, events: ["email.sent"] } }, ["Webhook"]],
  ["all is there", written, all, []],
])("what is planned for %s", (_, asked, existing, titles) => {
  const steps = planOf(asked, existing);
  expect(steps.map(({ title }) => title)).toEqual([...titles, "Deploy", "Test mail"]);
  for (const { reason, undo, shown } of steps)
    expect([reason, undo, ...shown].every((words) => words.length > 5)).toBe(true);
});

test("what is there is said, so that it is seen to be kept", () => {
  expect(keptOf(wish, FRESH)).toEqual([]);
  expect(keptOf(wish, all)).toEqual([
    "the database ayumi",
    "the queue ayumi-deliveries",
    ...secrets.map((secret) => `the secret ${secret}`),
    "the webhook at Resend (w1)",
  ]);
});

/** Each wrangler command of a text, without the note behind it. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/npx (wrangler (?:"[^"]*"|[^",;:#`|()\n])+)/g)].map(([, command = ""]) => command.trim());
}

function sources(): string {
  const files = readdirSync(join(here, "src"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(here, "src", file), "utf8"))
    .join("\n");
}

/** What the sources advise, with a word in place of each that is put in. */
function advised(): string[] {
  const plain = sources().replaceAll(/\$\{remote \? "(--remote)"[^}]*\}/g, "$1");
  return commandsIn(plain.replaceAll(/\$\{[^{}]*\}/g, "word").replaceAll(/["\\]/g, "\n"));
}

type Tree = Map<
  string,
  { definition?: { type: string; args?: object; positionalArgs?: readonly string[] }; subtree: Tree }
>;

/** What the installed wrangler would refuse of a command line: a word it does not know, a flag, a place too many. */
function unknownIn(command: string): string[] {
  const { registry, globalFlags } = wranglerCommands();
  const words = (command.match(/"[^"]*"|\S+/g) ?? []).slice(1);
  let node: { definition?: { args?: object; positionalArgs?: readonly string[] }; subtree: Tree } = registry as never;
  while (node.subtree.has(words[0] ?? "")) node = node.subtree.get(words.shift() ?? "") ?? node;
  if (node.subtree.size > 0) return [command];
  const { args = {}, positionalArgs = [] } = node.definition ?? {};
  const flags = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).replace(/=.*/, ""));
  const values = words.filter((word, at) => !word.startsWith("--") && !takesValue(args, words[at - 1] ?? ""));
  const known = { ...globalFlags, ...args };
  return [...flags.filter((flag) => !(flag in known)), ...values.slice(positionalArgs.length)];
}

function takesValue(args: object, word: string): boolean {
  const flag = (args as Record<string, { type?: string } | undefined>)[word.replace(/^--/, "")];
  return word.startsWith("--") && flag !== undefined && flag.type !== "boolean";
}

test("the installed wrangler knows every command of the setup, of its way back, of the README and of any advice", () => {
  const looks = [LOOKS.who(), LOOKS.databases(), LOOKS.queue(wish.names), LOOKS.secrets(wish.names)];
  const steps = [planOf(wish, FRESH), planOf(written, { ...all, secrets: [] })].flat();
  const ours = steps.flatMap(({ shown, undo, deed }) => [
    ...commandsIn([...shown, undo].join("\n")),
    ...("args" in deed && deed.kind !== "test-mail" ? [`wrangler ${deed.args.join(" ")}`] : []),
  ]);
  const inReadme = commandsIn(readFileSync(join(here, "README.md"), "utf8"));
  const commands = new Set([
    ...looks.map((args) => `wrangler ${args.join(" ")}`),
    "wrangler login",
    ...ours,
    ...inReadme,
    ...advised().filter((command) => /^wrangler [a-z]/.test(command) && !command.startsWith("wrangler word")),
  ]);
  expect(commands.size).toBeGreaterThan(18);
  expect([...commands].flatMap((command) => unknownIn(command).map((word) => `${command}: ${word}`))).toEqual([]);
});

test("every command of the project that is advised is one of package.json", () => {
  const { scripts } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const named = [...sources().matchAll(/npm run ([a-z][a-z:-]*[a-z])/g)].map(([, name = ""]) => name);
  expect(new Set(named).size).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.each([
  ["wrangler d1 make ayumi", ["wrangler d1 make ayumi"]],
  ["wrangler d1 create ayumi --where apac", ["where", "apac"]],
  ["wrangler queues create a b", ["b"]],
])("a command that wrangler does not know is found: %s", (command, unknown) => {
  expect(unknownIn(command)).toEqual(unknown);
});

test("no place for a secret in any command line: arguments hold names alone", () => {
  const args = planOf(wish, FRESH).flatMap(({ deed }) => ("args" in deed ? deed.args : []));
  expect(args.filter((word) => /^(re_|whsec_)|[\w-]{32}/.test(word))).toEqual([]);
});
