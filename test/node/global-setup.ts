/** One post office for all tests; each test file takes a room of its own. */

import type { TestProject } from "vitest/node";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";
import { TEST_SECRETS } from "../support/secrets.ts";

export default async function openForTests(project: TestProject): Promise<() => Promise<void>> {
  const postOffice = await openPostOffice({ port: 0, webhookSecret: TEST_SECRETS.RESEND_WEBHOOK_SECRET });
  project.provide("postOffice", postOffice.url);
  return () => postOffice.close();
}
