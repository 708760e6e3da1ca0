/** What of the Worker's and wrangler's many lines a person wants to read, and how. */

/** wrangler's own talk: its table of bindings, its advice, its progress. */
const CHATTER = [
  /^\s*$/,
  /^(Binding\s+Resource|env\.|Your Worker has access|Using secrets defined)/,
  /^⎔ (?!Reloading)/,
  /^\[custom build\] (Running:|$)/,
  /^The file .* changed, restarting build/,
  /^\[wrangler:info\] (Ready on|QUEUE |\w+ \/(_local|cdn-cgi|webhooks|favicon\.(ico|svg)))/,
  /Scheduled Workers are not automatically triggered|To manually trigger a scheduled event|cdn-cgi\/local\/scheduled|test-cron-triggers-locally/,
];

const DUMP_BEGINS = /^✘ \[ERROR\] \w+ \[?Error\]?: Process exited with non-zero status/;
const DUMP_ENDS = /^✘ \[ERROR\] Running custom build/;

/** Reads line after line; null for one that would only be noise. */
export function lineReader(): (line: string) => string | null {
  let inDump = false;
  return (line) => {
    if (DUMP_BEGINS.test(line)) inDump = true;
    if (!inDump) return readableLine(line);
    inDump = !DUMP_ENDS.test(line);
    return inDump ? null : "The mails do not compile, see above: pages wait until that is mended.";
  };
}

function readableLine(line: string): string | null {
  if (line.startsWith('{"event":')) return eventLine(line);
  if (CHATTER.some((pattern) => pattern.test(line))) return null;
  if (line.startsWith("⎔ Reloading")) return "reloaded";
  const request = /^\[wrangler:info\] (\w+ \S+) (\d{3}) .*\((\d+ms)\)$/.exec(line);
  if (request) return `${request[1]} → ${request[2]} (${request[3]})`;
  return line.replace(/^\[custom build\] /, "").replace(/^\[wrangler:(\w+)\] /, "$1: ");
}

/** What every tick tells, whether it did anything or not. */
const USUAL_OF_TICK = ["state", "leftovers"];

/** The Worker's JSON lines as `batch: kind closed, sent 1`; a tick that found nothing to do is not worth a line. */
function eventLine(line: string): string | null {
  const fields = fieldsOf(line);
  if (fields === null) return line;
  const { event, ...rest } = fields;
  const told = Object.entries(rest).filter(([, value]) => value !== 0 && value !== null);
  if (event === "tick" && told.every(([name]) => USUAL_OF_TICK.includes(name)) && rest.state === "done") return null;
  return `${event}: ${told.map(([name, value]) => `${name} ${String(value)}`).join(", ")}`;
}

function fieldsOf(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
