/** Asks the local or the live database for a plan, and the settings for the quota of a day. */

import { join } from "node:path";
import { type Planned, planCourse } from "../../actions/plan-course.ts";
import type { Course } from "../../domain/course.ts";
import { ROOT, readSettings } from "../../local/wrangler.ts";
import { databaseAtWrangler } from "../database/at-wrangler.ts";

/** `none`: there is nothing to plan with, and the words say why. */
export type Asked = Planned | { readonly kind: "none"; readonly words: string };

/** Rejects when the database cannot be asked, or is too old to be. `now` is unix ms. */
export async function askPlan({
  course,
  remote,
  now,
}: {
  course: Course;
  remote: boolean;
  now: number;
}): Promise<Asked> {
  const { vars = {} } = await readSettings(join(ROOT, "wrangler.toml"));
  const config = { dailyQuota: Number(vars.DAILY_QUOTA) || undefined };
  const db = databaseAtWrangler({ remote });
  const planned = await planCourse({ db, course, config }, { now, onChunk: tellPart });
  switch (planned.kind) {
    case "planned":
      return planned;
    case "empty":
      return {
        kind: "none",
        words: `There is nobody yet: nothing was ever ${remote ? "deployed" : "started"} with this database.`,
      };
    case "too-old":
      throw new Error(`The database is older than plans are. Migrate it first, which changes nothing for readers:
npx wrangler d1 migrations apply DB ${remote ? "--remote" : "--local"}`);
  }
}

/** For a large list each part takes a few seconds. It goes beside the plan, so that the plan alone can be piped on. */
function tellPart(part: number): void {
  if (part < 1) console.error(`${Math.round(part * 100)} % of all readers read …`);
}
