/** Asks the author, at the terminal, for what neither the flags nor the files answer well enough. */

import { cancel, confirm, isCancel, password, select, text } from "@clack/prompts";
import { type Answers, refusal } from "./answers.ts";
import { QUESTIONS, type Question } from "./questions.ts";

/** Pressed Ctrl-C: nothing was done yet. */
class Cancelled extends Error {
  constructor() {
    super("Nothing was changed. Run npm run setup again whenever you like.");
  }
}

/** All answers, those of the flags as they are. `today` is offered where it would do. */
export async function askAnswers(today: Answers, given: Answers): Promise<Answers> {
  let answers: Answers = given;
  for (const question of QUESTIONS) {
    const { setting } = question;
    if (given[setting] !== undefined && refusal(question, given[setting]) === null) continue;
    if (isBesideThePoint(setting, answers)) answers = { ...answers, [setting]: "" };
    else answers = { ...answers, [setting]: await ask(question, given[setting] ?? today[setting] ?? "") };
  }
  return answers;
}

/** Who sells nothing has no such page: its other lines need not be asked for. */
function isBesideThePoint(setting: string, answers: Answers): boolean {
  return setting.startsWith("TOKUSHO_") && setting !== "TOKUSHO_PHONE" && !answers.TOKUSHO_PHONE?.trim();
}

async function ask(question: Question, offered: string): Promise<string> {
  const isFit = refusal(question, offered) === null;
  return said(
    await text({
      message: question.optional ? `${question.asks} (optional)` : question.asks,
      placeholder: question.example,
      initialValue: isFit ? offered : "",
      validate: (typed) => refusal(question, typed ?? "") ?? undefined,
    }),
  );
}

export async function askKey(): Promise<string> {
  const message =
    "An API key of Resend's with full access (used now, for the webhook and for the Worker's own key; not kept)";
  return said(await password({ message, validate: (typed) => (typed?.trim() ? undefined : "It is empty") })).trim();
}

/** The id of one of them. */
export async function askAccount(accounts: readonly { id: string; name: string }[]): Promise<string> {
  const options = accounts.map(({ id, name }) => ({ value: id, label: name, hint: id }));
  return said(await select({ message: "In which account at Cloudflare?", options }));
}

export async function askToGoOn(message: string): Promise<void> {
  if (!said(await confirm({ message }))) throw new Cancelled();
}

function said<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (!isCancel(answer)) return answer as Exclude<Answer, symbol>;
  cancel("Stopped.");
  throw new Cancelled();
}
