/** `npm run setup`: from a clone to a live course, by questions or by flags. It sees what exists, and may be run again. */

import { access } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { ROOT, readSettings, runWranglerAtTerminal } from "../local/wrangler.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { accountsAtHand, type Existing, FRESH, lookAtCloudflare } from "./setup/account.ts";
import { type Answers, openQuestions, refusalOfAll, refusalOfHost, together, varsOf } from "./setup/answers.ts";
import { askAccount, askAnswers, askKey, askToGoOn } from "./setup/ask.ts";
import { doSteps } from "./setup/do.ts";
import { KEPT_FILE } from "./setup/own-secrets.ts";
import { keptOf, planOf, type Wish } from "./setup/plan.ts";
import { findWebhook, providerOf, RESEND_ORIGIN } from "./setup/provider.ts";
import { QUESTIONS } from "./setup/questions.ts";
import { afterwards, looksInWords, planInWords } from "./setup/tell.ts";
import { answersToday, type Toml, wishOf } from "./setup/wish.ts";
import { LOG_IN } from "./wrangler-failure.ts";

const KEY = "RESEND_FULL_ACCESS_KEY";
const FLAGS = QUESTIONS.map(({ flag, optional }) => (optional ? `[--${flag} …]` : `--${flag} …`));
const USAGE = `Usage: npm run setup [-- --dry-run] [--yes ${FLAGS.join(" ")}]
The files answer for a flag that is left out. With --yes, ${KEY} stands in the environment.`;

type Wanted = { readonly yes: boolean; readonly dryRun: boolean; readonly given: Answers };

await atTerminal(async () => await setUp(withUsage(USAGE, () => wantedIn(process.argv.slice(2)))));

function wantedIn(args: string[]): Wanted {
  const one = { type: "string" } as const;
  const yesOrNo = { type: "boolean", default: false } as const;
  const questions = Object.fromEntries(QUESTIONS.map(({ flag }) => [flag, one]));
  const { values } = parseArgs({ args, options: { ...questions, yes: yesOrNo, "dry-run": yesOrNo } });
  const told: Readonly<Record<string, unknown>> = values;
  const given = QUESTIONS.flatMap(({ flag, setting }) =>
    typeof told[flag] === "string" ? [[setting, told[flag]] as const] : [],
  );
  return { yes: told.yes === true, dryRun: told["dry-run"] === true, given: Object.fromEntries(given) };
}

async function setUp(wanted: Wanted): Promise<void> {
  const provider = process.env.RESEND_BASE_URL || RESEND_ORIGIN;
  const today = { toml: (await readSettings(join(ROOT, "wrangler.toml"))) as Toml, course };
  const answers = await complete(answersToday(today), wanted);
  const wish = wishOf(today, answers, provider);
  const isLoggedIn = await logIn(wanted, wish);
  const key = await keyFor(wanted);
  const existing = await look(wish, isLoggedIn, key);
  const steps = planOf(wish, existing);
  console.log(planInWords(steps, keptOf(wish, existing)));
  if (wanted.dryRun) return console.log("\nDry run: nothing was changed.");
  if (!wanted.yes) await askToGoOn(`Do these ${steps.length} steps?`);
  const stopping = stopsAtCtrlC();
  const doing = {
    root: ROOT,
    provider: providerOf(key, wish.siteUrl, provider),
    fullAccessKey: key,
    unattended: wanted.yes,
  };
  const done = await again(doSteps(steps, { ...doing, stopping, tell: (line) => console.log(line) }));
  if (!done) throw new Error("\nStopped between two steps. Run npm run setup again: it sees what is done.");
  console.log(
    afterwards(
      wish,
      await access(join(ROOT, KEPT_FILE)).then(
        () => true,
        () => false,
      ),
    ),
  );
}

/** Fit answers to every question. Throws, with the flags that are needed, where nobody can be asked. */
async function complete(today: Answers, { yes, dryRun, given }: Wanted): Promise<Answers> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const asked = yes || !isTerminal ? given : await askAnswers(today, given);
  const answers = together(today, asked);
  const open = openQuestions(answers);
  if (open.length > 0) {
    const why = yes ? "With --yes nobody is asked" : "Without a terminal nobody can be asked";
    throw new Error(`Nothing was changed. ${why}, so these are needed:\n  ${open.join("\n  ")}\n\n${USAGE}`);
  }
  if (!yes && !dryRun && !isTerminal)
    throw new Error(`Nothing was changed. Without a terminal, say --yes.\n\n${USAGE}`);
  const wrong = refusalOfAll(varsOf(answers)) ?? refusalOfHost(answers);
  if (wrong !== null) throw new Error(`Nothing was changed. Together the answers do not do:\n${wrong}`);
  return answers;
}

/** Whether somebody is logged in; never false but in a dry run. */
async function logIn({ yes, dryRun }: Wanted, { names, provider }: Wish): Promise<boolean> {
  let accounts = await accountsAtHand();
  console.log(`\n${looksInWords(names, provider, accounts !== null)}`);
  if (accounts === null && dryRun) {
    console.log("Nobody is logged in at Cloudflare: what follows is for an account where nothing was done yet.");
    return false;
  }
  if (accounts === null && yes) {
    throw new Error(`Nobody is logged in at Cloudflare → ${LOG_IN}`);
  }
  if (accounts === null) {
    await runWranglerAtTerminal(["login"]);
    accounts = await accountsAtHand();
    if (accounts === null) throw new Error("Nobody is logged in at Cloudflare. Run npm run setup again when you are.");
  }
  await chooseAccount(accounts, yes || dryRun);
  return true;
}

/** For every wrangler below us. */
async function chooseAccount(accounts: readonly { id: string; name: string }[], unattended: boolean): Promise<void> {
  if (accounts.length < 2 || process.env.CLOUDFLARE_ACCOUNT_ID) return;
  if (unattended) {
    const list = accounts.map(({ id, name }) => `  CLOUDFLARE_ACCOUNT_ID=${id}   # ${name}`).join("\n");
    throw new Error(`You have several accounts at Cloudflare → say which, in the environment:\n${list}`);
  }
  process.env.CLOUDFLARE_ACCOUNT_ID = await askAccount(accounts);
}

/** Empty only in a dry run. */
async function keyFor({ yes, dryRun }: Wanted): Promise<string> {
  const key = process.env[KEY]?.trim();
  if (key) return key;
  if (dryRun) return "";
  if (yes)
    throw new Error(
      `Nothing was changed. With --yes, ${KEY} must stand in the environment: a key of Resend's with full access.`,
    );
  return await askKey();
}

async function look(wish: Wish, isLoggedIn: boolean, key: string): Promise<Existing> {
  const cloudflare = isLoggedIn ? await lookAtCloudflare(wish.names) : FRESH;
  if (key === "") {
    console.log(`${KEY} is not in the environment: the webhook is taken for missing.`);
    return { ...cloudflare, webhook: null };
  }
  return { ...cloudflare, webhook: await findWebhook(providerOf(key, wish.siteUrl, wish.provider)) };
}

function stopsAtCtrlC(): () => boolean {
  let isStopping = false;
  process.on("SIGINT", () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    console.log("\nThe step under way is being ended. Ctrl-C once more leaves it half done.");
  });
  return () => isStopping;
}

async function again<Result>(doing: Promise<Result>): Promise<Result> {
  return await doing.catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(
      `\n${words}\n\nWhat was done before stays. Mend this, then run npm run setup again: it goes on from here.`,
    );
  });
}
