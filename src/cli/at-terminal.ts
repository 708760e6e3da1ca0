/** How a command ends that was asked for its usage or went wrong: in words and a status, never in a stack. */

export async function atTerminal(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof Usage) return console.log(error.message);
    console.error(wordsOf(error));
    process.exitCode = 1;
  }
}

/** What `--help` asks for: no failure. */
class Usage extends Error {}

/** What `read` makes of the flags. Whatever it throws is told with the usage. */
export function withUsage<Flags>(usage: string, read: () => Flags): Flags {
  if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) throw new Usage(usage);
  const kept = keptByNpm(usage);
  if (kept.length > 0)
    throw new Error(`Nothing was done: npm took ${kept.join(" and ")} for itself. What is meant for the command stands behind two dashes:
  npm run ${process.env.npm_lifecycle_event ?? "…"} -- ${kept.join(" ")} …

${usage}`);
  try {
    return read();
  } catch (error) {
    throw new Error(`${wordsOf(error)}\n\n${usage}`, { cause: error });
  }
}

/** These may stand in an author's .npmrc, and without them a command asks or refuses. */
const NPMS_OWN: readonly string[] = ["--yes", "--email", "--key"];

/** `npm run deploy --dry-run` would deploy: npm keeps a flag that is not behind two dashes, and tells of it in the environment alone. */
function keptByNpm(usage: string): string[] {
  const flags = new Set(usage.match(/--[a-z][a-z-]+/g));
  return [...flags].filter((flag) => {
    const kept = process.env[`npm_config_${flag.slice(2).replaceAll("-", "_")}`];
    const isGiven = process.argv.some((word) => word === flag || word.startsWith(`${flag}=`));
    return Boolean(kept) && !isGiven && !NPMS_OWN.includes(flag);
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
