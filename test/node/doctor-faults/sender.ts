/** Faults of the sender in DNS, and the lines that have to name them. */

import { SENDER } from "../healthy-house.ts";
import { dns, type Fault, setting } from "./seeds.ts";

const SPF = `send.${SENDER}`;
const DKIM = `resend._domainkey.${SENDER}`;
const DMARC = "_dmarc.ayumi-letters.jp";

export const DNS_FAULTS: readonly Fault[] = [
  {
    fault: "a sender at Gmail",
    line: "from",
    says: /at gmail\.com/,
    fix: /domain of your own/,
    unasked: ["spf", "bounces", "dkim", "dmarc", "domain", "tracking"],
    seed: setting({ MAIL_FROM: "歩 <ayumi@gmail.com>" }),
  },
  {
    fault: "a resolver that fails",
    line: "from",
    says: /DNS status 2/,
    fix: /DOH_URL=/,
    unasked: ["spf", "bounces", "dkim", "dmarc"],
    seed: (house) => {
      house.zone = null;
    },
  },
  {
    fault: "no SPF",
    line: "spf",
    says: /has no SPF record/,
    fix: /TXT "v=spf1 include:amazonses\.com ~all"/,
    seed: dns(SPF, "TXT"),
  },
  {
    fault: "two SPF records",
    line: "spf",
    says: /has 2 SPF records/,
    fix: /leave one of/,
    seed: dns(SPF, "TXT", "v=spf1 include:amazonses.com ~all", "v=spf1 -all"),
  },
  {
    fault: "SPF for everybody",
    line: "spf",
    says: /ends in \+all/,
    fix: /include:amazonses\.com ~all"/,
    seed: dns(SPF, "TXT", "v=spf1 include:amazonses.com +all"),
  },
  {
    fault: "SPF for others",
    line: "spf",
    says: /does not name Amazon SES/,
    fix: /include:amazonses\.com/,
    seed: dns(SPF, "TXT", "v=spf1 include:_spf.google.com ~all"),
  },
  {
    fault: "SPF of the domain itself for everybody",
    line: "spf",
    says: /SPF of mail\.ayumi-letters\.jp ends in \+all/,
    fix: /~all"/,
    seed: dns(SENDER, "TXT", "v=spf1 +all"),
  },
  {
    fault: "no way for bounces",
    line: "bounces",
    says: /has no MX/,
    fix: /MX 10 feedback-smtp\.ap-northeast-1/,
    seed: dns(SPF, "MX"),
  },
  {
    fault: "records of another region",
    line: "bounces",
    says: /sends from ap-northeast-1/,
    fix: /feedback-smtp\.ap-northeast-1/,
    seed: dns(SPF, "MX", "10 feedback-smtp.us-east-1.amazonses.com."),
  },
  { fault: "no DKIM key", line: "dkim", says: /is not there/, fix: /resend\.com\/domains/, seed: dns(DKIM, "TXT") },
  {
    fault: "a DKIM key cut off",
    line: "dkim",
    says: /no key that can be read/,
    fix: /whole/,
    seed: (house) => dns(DKIM, "TXT", `${house.zone?.find(({ name }) => name === DKIM)?.data.slice(0, 200)}`)(house),
  },
  {
    fault: "no DMARC",
    line: "dmarc",
    says: /_dmarc\.mail\.ayumi-letters\.jp has no DMARC/,
    fix: /v=DMARC1; p=none/,
    seed: dns(DMARC, "TXT"),
  },
  {
    fault: "two DMARC policies",
    line: "dmarc",
    says: /has 2 DMARC/,
    fix: /leave one/,
    seed: dns(DMARC, "TXT", "v=DMARC1; p=none", "v=DMARC1; p=reject"),
  },
  {
    fault: "DMARC without a policy",
    line: "dmarc",
    says: /no policy that is known/,
    fix: /p=none/,
    seed: dns(DMARC, "TXT", "v=DMARC1; rua=mailto:a@b.jp"),
  },
  {
    fault: "DMARC that SPF cannot align with",
    line: "dmarc",
    says: /strict SPF/,
    fix: /aspf=r/,
    seed: dns(DMARC, "TXT", "v=DMARC1; p=reject; aspf=s"),
  },
];
