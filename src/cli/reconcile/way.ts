/** Which provider is asked: the live site's, with a key of the author's, or the post office of a running `npm start`. */

import type { Config } from "../../domain/config.ts";
import { localConfig, readDevVars } from "../../local/local-config.ts";
import { portOf } from "../../local/ports.ts";
import { isRealKey } from "../../local/secrets.ts";

/** For the live site the key stands in the environment, or is that of `.dev.vars`. Throws, with the remedy, without one. */
export async function wayOfQuestions({ remote }: { remote: boolean }): Promise<Config> {
  const key = process.env.RESEND_API_KEY || (await readDevVars()).RESEND_API_KEY;
  if (!remote && !isRealKey(key)) {
    const office = `http://127.0.0.1:${portOf("POST_OFFICE_PORT", 8788)}`;
    return localConfig({ RESEND_BASE_URL: process.env.RESEND_BASE_URL || office });
  }
  if (isRealKey(key)) return localConfig({ RESEND_API_KEY: key, RESEND_BASE_URL: process.env.RESEND_BASE_URL });
  throw new Error(`Nothing was changed. To list what was sent, a RESEND_API_KEY with full access is needed in the environment. The Worker's own
has sending access alone: make another at Resend, and delete it there afterwards.`);
}
