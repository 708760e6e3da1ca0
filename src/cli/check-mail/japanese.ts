/** The Japanese of a mail, read by textlint. */
import { TextlintKernel, type TextlintKernelRule } from "@textlint/kernel";
import { moduleInterop } from "@textlint/module-interop";
import textPlugin from "@textlint/textlint-plugin-text";
import preset from "textlint-rule-preset-ja-technical-writing";
import { FOR_SENTENCES_ONLY, TUNING } from "./japanese-tuning.ts";
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { pageOf } from "./page.ts";

/** One line of the text part, or of the inbox. */
type Passage = { readonly line: string; readonly file: string; readonly isProse: boolean };

/** A line so long is a sentence even if nothing ends it. */
const LABEL_CHARACTERS = 30;

const kernel = new TextlintKernel();
const plugins = [{ pluginId: "text", plugin: moduleInterop(textPlugin) }];

const proseRules = tunedRules();
const labelRules = proseRules.filter(({ ruleId }) => !FOR_SENTENCES_ONLY.includes(ruleId));

/** The text part has every word of the mail, one paragraph a line. */
export async function judgeJapanese(mail: SentMail): Promise<Fault[]> {
  const passages = [...inboxLines(mail), ...bodyLines(mail)];
  const prose = passages.filter(({ isProse }) => isProse);
  const labels = passages.filter(({ isProse }) => !isProse);
  return [...(await lint(prose, proseRules)), ...(await lint(labels, labelRules))];
}

function inboxLines(mail: SentMail): Passage[] {
  const lines = [mail.subject, pageOf(mail, "light").preheader];
  return lines.map((line) => ({ line, file: mail.inboxFile, isProse: false }));
}

/** Without addresses: neither links nor the sender's own are prose. */
function bodyLines({ text, file, config }: SentMail): Passage[] {
  const lines = text.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line) && !/^https?:/.test(line));
  const prose = lines.filter((line) => !Object.values(config.sender).some((setting) => line.endsWith(setting)));
  return prose.map((line) => ({ line, file, isProse: isProse(line) }));
}

/** Whatever begins with a sign (■ ・ 【 …) is no sentence, and neither is a short line without a full stop. */
function isProse(line: string): boolean {
  return /^[\p{L}\p{N}「『（]/u.test(line) && (line.includes("。") || line.length > LABEL_CHARACTERS);
}

async function lint(passages: readonly Passage[], rules: TextlintKernelRule[]): Promise<Fault[]> {
  const text = passages.map(({ line }) => line).join("\n\n");
  const { messages } = await kernel.lintText(text, { ext: ".txt", plugins, rules });
  return messages.flatMap(({ ruleId, message, line: lineNumber, column }) => {
    const passage = passages[(lineNumber - 1) / 2];
    if (!passage) return [];
    const around = passage.line.slice(Math.max(0, column - 15));
    return [
      {
        rule: `japanese/${ruleId}`,
        file: passage.file,
        wrong: `${snippet(around)}: ${message.split("\n")[0]}`,
        change: "say it otherwise, or tune the rule in src/cli/check-mail/japanese-tuning.ts and say why",
      },
    ];
  });
}

function tunedRules(): TextlintKernelRule[] {
  const { rules, rulesConfig } = moduleInterop(preset);
  return Object.entries(rules).flatMap(([ruleId, rule]) => {
    const options = TUNING[ruleId] ?? rulesConfig[ruleId] ?? true;
    return options === false ? [] : [{ ruleId, rule, options }];
  });
}
