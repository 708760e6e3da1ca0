/** Faults at Resend, and the lines that have to name them. */

import { accountDomain } from "../../../src/local/post-office/account.ts";
import { domain, type Fault, webhook } from "./seeds.ts";

const NO_ACCOUNT = ["plan", "domain", "tracking", "webhook"];

export const RESEND_FAULTS: readonly Fault[] = [
  {
    fault: "a key that was revoked",
    line: "resend-key",
    says: /refuses the key: invalid_api_key/,
    fix: /secret put RESEND_API_KEY/,
    unasked: NO_ACCOUNT,
    seed: ({ limits }) => Object.assign(limits, { refusedKeys: ["re_full_access"] }),
  },
  {
    fault: "a domain that is not there",
    line: "domain",
    says: /not a domain of this account \(it has example\.com\)/,
    fix: /resend\.com\/domains/,
    unasked: ["tracking"],
    seed: ({ account }) => Object.assign(account, { domains: [accountDomain("example.com")] }),
  },
  {
    fault: "a domain that waits",
    line: "domain",
    says: /it is pending/,
    fix: /\/verify/,
    seed: domain({ status: "pending" }),
  },
  {
    fault: "a domain that may not send",
    line: "domain",
    says: /sending is turned off/,
    fix: /turn on sending/,
    seed: domain({ capabilities: { sending: "disabled", receiving: "enabled" } }),
  },
  {
    fault: "tracking of clicks",
    line: "tracking",
    says: /^click tracking is on/,
    fix: /"click_tracking":false/,
    seed: domain({ click_tracking: true }),
  },
  {
    fault: "no webhook",
    line: "webhook",
    says: /no webhook leads to/,
    fix: /email\.bounced/,
    seed: ({ account }) => Object.assign(account, { webhooks: [] }),
  },
  {
    fault: "a webhook of an older address",
    line: "webhook",
    says: /it has https:\/\/old\.example/,
    fix: /resend\.com\/webhooks/,
    seed: webhook({ endpoint: "https://old.example/webhooks/resend" }),
  },
  {
    fault: "a webhook turned off",
    line: "webhook",
    says: /is disabled/,
    fix: /"status":"enabled"/,
    seed: webhook({ status: "disabled" }),
  },
  {
    fault: "a webhook that is not told of complaints",
    line: "webhook",
    says: /not told of email\.complained, email\.suppressed, email\.failed/,
    fix: /email\.complained/,
    seed: webhook({ events: ["email.sent", "email.delivered", "email.bounced"] }),
  },
  {
    fault: "another signing secret",
    line: "webhook",
    says: /not the webhook's signing secret/,
    fix: /secret put RESEND_WEBHOOK_SECRET/,
    seed: webhook({ signing_secret: "whsec_b3RoZXI=" }),
  },
  {
    fault: "mails nobody was heard of",
    line: "heard",
    says: /none of the last 2 mails/,
    fix: /wrangler tail/,
    seed: async ({ run }) => {
      await run("UPDATE deliveries SET delivered_at = NULL");
      await run("UPDATE notices SET delivered_at = NULL");
    },
  },
];
