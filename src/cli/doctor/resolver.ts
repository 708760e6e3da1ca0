/** Names looked up by DNS over HTTPS, in the JSON that Cloudflare's and Google's resolvers answer. */

import * as v from "valibot";
import type { Means } from "./means.ts";

export type RecordType = "TXT" | "MX";

/** developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json */
const Reply = v.object({
  Status: v.number(),
  Answer: v.optional(v.array(v.object({ type: v.number(), data: v.string() }))),
});

const NUMBERS: Readonly<Record<RecordType, number>> = { TXT: 16, MX: 15 };
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/** The records' text; none for a name that is not there. Rejects when the resolver says neither. */
export async function lookUp(
  { fetch, resolverUrl }: Pick<Means, "fetch" | "resolverUrl">,
  name: string,
  type: RecordType,
): Promise<readonly string[]> {
  const url = `${resolverUrl}?name=${encodeURIComponent(name)}&type=${type}`;
  const response = await fetch(url, { headers: { accept: "application/dns-json" } });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const { Status, Answer = [] } = v.parse(Reply, await response.json());
  if (Status !== NO_ERROR && Status !== NO_SUCH_NAME) throw new Error(`it answered DNS status ${Status} for ${name}`);
  // The records of a name that leads to another one stand behind it in the same answer.
  const records = Answer.filter((answer) => answer.type === NUMBERS[type]).map(({ data }) => data);
  return type === "TXT" ? records.map(textOf) : records;
}

/** `"v=DKIM1; p=MIG" "fMA0"`: a text longer than 255 bytes comes in pieces, which belong together as they are. */
function textOf(quoted: string): string {
  const pieces = [...quoted.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, piece = ""]) => piece);
  return pieces.length === 0 ? quoted : pieces.join("").replace(/\\(.)/g, "$1");
}
