/** What it means when wrangler fails, in a line with its remedy: what it says itself is long, and meant for other hands. */

export type Failure = { readonly kind: "login" | "network" | "no-database" | "other"; readonly why: string };

/** `said`: all that wrangler printed, as JSON or as text. */
export function failureOf(said: string): Failure {
  const why = essenceOf(said);
  if (/CLOUDFLARE_API_TOKEN|logged in|wrangler login|authenticat|access token|not authorized/i.test(why))
    return { kind: "login", why };
  if (/fetch failed|Unable to resolve|ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|timed out/.test(why))
    return { kind: "network", why };
  return { kind: /Couldn't find a D1 DB/.test(why) ? "no-database" : "other", why };
}

const HEAD = /^wrangler .* failed:$/;
const ERROR = /^.*\[ERROR\]\s*/;

/** The one sentence of it that says what is wrong. Of what the API refused it stands behind the sentence that it was refused. */
function essenceOf(said: string): string {
  const [first = said, next = ""] = sentencesOf(said);
  return /^A request to the Cloudflare API .* failed\.$/.test(first) ? `${first} ${next}`.trim() : first;
}

function sentencesOf(said: string): string[] {
  const asJson = [...said.matchAll(/"text": "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  if (asJson.length > 0) return asJson;
  const lines = said.split("\n").map((line) => line.trim());
  const told = lines.filter((line) => line !== "" && !HEAD.test(line));
  const start = Math.max(
    0,
    told.findIndex((line) => ERROR.test(line)),
  );
  return told.slice(start).map((line) => line.replace(ERROR, ""));
}

export const LOG_IN = "npx wrangler login, or a CLOUDFLARE_API_TOKEN in the environment that may do this";
export const MAKE_MISSING = "npm run setup   (makes what is missing, and keeps what is there)";
export const TRY_AGAIN = "look at your network and at https://www.cloudflarestatus.com, then try again";

export function wordsOfFailure({ kind, why }: Failure): string {
  switch (kind) {
    case "login":
      return `Cloudflare does not let wrangler in → ${LOG_IN}`;
    case "network":
      return `Cloudflare's API cannot be reached (${why}) → ${TRY_AGAIN}`;
    case "no-database":
      return `the database of wrangler.toml is not there (${why}) → ${MAKE_MISSING}`;
    case "other":
      return why;
  }
}

/** For a `catch`: words in place of all that wrangler printed. The error of another goes on as it is. */
export function inWords(error: Error): never {
  const [, command, said = ""] = /^(wrangler(?: [a-z][\w-]*)+).* failed:\n([\s\S]*)$/.exec(error.message) ?? [];
  if (command === undefined) throw error;
  throw new Error(`${command}: ${wordsOfFailure(failureOf(said))}`, { cause: error });
}
