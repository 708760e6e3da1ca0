/** Whether README.ja.md says what README.md says: it may be shorter, but what both have must be alike. */

import { type Section, sectionsOf } from "./sections.ts";

/** What a reader of Japanese must not have to look up in English. */
const NEEDED = [
  "Try it",
  "Write the course",
  "Change a sentence",
  "Change a subject",
  "Change the wait, or the hour",
  "Add a lesson",
  "Take a lesson out",
  "Send yourself a test mail",
  "Settings and secrets",
  "Go live",
  "What happens if…",
  "Limits",
];

/** A sentence for each difference, with what to change; `scripts` are those of package.json. */
export function readmeFindings(english: string, japanese: string, scripts: Readonly<Record<string, string>>): string[] {
  const [ours, theirs] = [sectionsOf(english), sectionsOf(japanese)];
  const pairs = theirs
    .slice(1)
    .map((section) => ({ section, of: ours.find((each) => each.heading === section.standsFor) }));
  return [
    ...differing("the introduction", ours[0], theirs[0], ["pictures", "commands", "settings"]),
    ...pairs.flatMap(({ section, of }) => headingFindings(section, of)),
    ...orderFindings(ours, theirs),
    ...NEEDED.filter((heading) => !theirs.some(({ standsFor }) => standsFor === heading)).map(
      (heading) =>
        `README.ja.md has no section for "${heading}" → write one, with <!-- ${heading} --> behind its heading`,
    ),
    ...pairs.flatMap(({ section, of }) => differing(`"${section.heading}"`, of, section, ["blocks", "pictures"])),
    ...pairs.flatMap(({ section, of }) => foreign(section, of)),
    ...[...ours, ...theirs].flatMap((section) => unknownScripts(section, scripts)),
  ];
}

function headingFindings({ heading, standsFor, level }: Section, of: Section | undefined): string[] {
  if (standsFor === null)
    return [`README.ja.md: "${heading}" names no section → put <!-- its heading in README.md --> behind it`];
  if (of === undefined) return [`README.ja.md: "${heading}" stands for "${standsFor}", which README.md does not have`];
  return level === of.level ? [] : [`README.ja.md: "${heading}" has ${level} # where README.md has ${of.level}`];
}

function orderFindings(ours: readonly Section[], theirs: readonly Section[]): string[] {
  const places = theirs
    .map(({ standsFor }) => ours.findIndex(({ heading }) => heading === standsFor))
    .filter((at) => at > 0);
  const wrong = places.findIndex((at, index) => at <= (places[index - 1] ?? 0));
  return wrong === -1
    ? []
    : [`README.ja.md: "${ours[places[wrong] ?? 0]?.heading}" stands in another order than in README.md, or twice`];
}

type Part = "blocks" | "pictures" | "commands" | "settings";

/** What must be the same in both, in the same order. */
function differing(
  name: string,
  ours: Section | undefined,
  theirs: Section | undefined,
  parts: readonly Part[],
): string[] {
  if (ours === undefined || theirs === undefined) return [];
  return parts
    .filter((part) => ours[part].join("\n\n") !== theirs[part].join("\n\n"))
    .map((part) => {
      const lost = ours[part].filter((each) => !theirs[part].includes(each));
      const added = theirs[part].filter((each) => !ours[part].includes(each));
      return `README.ja.md: ${name} has other ${part} than README.md → ${told("missing", lost)}${told("only there", added)}`;
    });
}

/** In the settings' tables none may be missing; elsewhere a shorter text may leave some out, but not bring others. */
function foreign(theirs: Section, ours: Section | undefined): string[] {
  if (ours === undefined) return [];
  const isWhole = ours.heading === "Settings and secrets";
  return (["commands", "settings"] as const).flatMap((part) => {
    const added = theirs[part].filter((each) => !ours[part].includes(each));
    const lost = isWhole ? ours[part].filter((each) => !theirs[part].includes(each)) : [];
    if (added.length + lost.length === 0) return [];
    return [`README.ja.md: "${theirs.heading}" → ${told("missing", lost)}${told("not in README.md's section", added)}`];
  });
}

function unknownScripts({ heading, commands }: Section, scripts: Readonly<Record<string, string>>): string[] {
  const named = commands.flatMap((command) => /^npm run (.+)/.exec(command)?.slice(1) ?? []);
  return named
    .filter((script) => !(script in scripts))
    .map((script) => `"${heading}" names npm run ${script}, which package.json does not have`);
}

function told(what: string, names: readonly string[]): string {
  return names.length === 0 ? "" : `${what}: ${names.map((name) => JSON.stringify(name.slice(0, 80))).join(", ")}. `;
}
