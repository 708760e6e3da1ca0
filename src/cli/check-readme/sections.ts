/** A README cut into its sections: headings, blocks of code, names of commands and settings, pictures. */

export type Section = {
  /** 1 for the title. */
  readonly level: number;
  readonly heading: string;
  /** Behind the heading, for a section in another language: the heading it stands for. */
  readonly standsFor: string | null;
  /** Fenced blocks, without their notes: those are in the language of the page. */
  readonly blocks: readonly string[];
  /** `npm run …` and `npx wrangler …` as they are named anywhere in it. */
  readonly commands: readonly string[];
  /** Names in capitals, in code. */
  readonly settings: readonly string[];
  readonly pictures: readonly string[];
};

const HEADING = /^(#{1,6}) (.+?)(?: <!-- (.+) -->)?$/;

export function sectionsOf(readme: string): Section[] {
  const sections: { head: string; lines: string[] }[] = [];
  let fenced = false;
  for (const line of readme.split("\n")) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (!fenced && HEADING.test(line)) sections.push({ head: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ head, lines }) => sectionOf(head, lines.join("\n")));
}

function sectionOf(head: string, text: string): Section {
  const [, hashes = "", heading = "", standsFor = null] = HEADING.exec(head) ?? [];
  const fences = [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)];
  return {
    level: hashes.length,
    heading,
    standsFor,
    blocks: fences.map(([, language = "", block = ""]) => bare(language, block)),
    commands: namesIn(
      text,
      /\bnpm (?:ci|start|test|run [a-z][\w:-]*)|\bnpx wrangler [a-z][a-z\d]*(?: [a-z]+\b(?!\.))?/g,
    ),
    settings: namesIn(text, /(?<=`)[A-Z][A-Z\d]*_[A-Z\d_]+(?=`)/g),
    pictures: namesIn(text, /docs\/[\w.-]+\.(?:png|svg)/g),
  };
}

/** Notes go, and with them the blanks before them and empty lines. */
function bare(language: string, block: string): string {
  const note = language === "" ? /$^/ : language === "sh" || language === "toml" ? /(^|\s+)# .*$/ : /\s+\/\/ .*$/;
  const lines = block.split("\n").map((line) => line.replace(note, "").trim());
  return lines.filter(Boolean).join("\n");
}

function namesIn(text: string, form: RegExp): string[] {
  return [...new Set([...text.matchAll(form)].map(([name]) => name))].sort();
}
