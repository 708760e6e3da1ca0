/** What time it is where a command looks: the local funnel's clock may have been put forward. */

import { portOf } from "../../local/ports.ts";

/** Unix ms. A funnel that is not running says nothing. */
export async function nowAt({ remote }: { remote: boolean }): Promise<number> {
  if (remote) return Date.now();
  const clock = `http://127.0.0.1:${portOf("POST_OFFICE_PORT", 8788)}/_local/clock`;
  const answer = await fetch(clock)
    .then(async (response) => (await response.json()) as { now?: unknown })
    .catch(() => null);
  return typeof answer?.now === "number" ? answer.now : Date.now();
}
