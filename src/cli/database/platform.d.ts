/** What the Worker's actions name of their platform, for commands that use them in Node. */

import type * as platform from "@cloudflare/workers-types";

declare global {
  type D1Database = platform.D1Database;
  type D1PreparedStatement = platform.D1PreparedStatement;
  type D1Result<Row = unknown> = platform.D1Result<Row>;
  type Queue<Message = unknown> = platform.Queue<Message>;
  type RateLimit = platform.RateLimit;
}
