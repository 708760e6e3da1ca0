/** Faults of the site and of the mails that lead to it, and the lines that have to name them. */

import { type Fault, setting, site } from "./seeds.ts";

const NO_SITE = ["desk", "one-click", "links"];

export const FRONT_FAULTS: readonly Fault[] = [
  {
    fault: "another site at the address",
    line: "site",
    says: /is not this Worker: \/healthz answered 404/,
    fix: /routes = \[\{ pattern = "course\.ayumi-letters\.jp"/,
    unasked: NO_SITE,
    seed: site("/healthz", 404),
  },
  {
    fault: "an address that leads elsewhere",
    line: "site",
    says: /leads to https:\/\/blog\.example/,
    fix: /custom_domain/,
    unasked: NO_SITE,
    seed: site("/healthz", 301, { location: "https://blog.example/" }),
  },
  {
    fault: "an address that is nowhere",
    line: "site",
    says: /does not answer: Error: ENOTFOUND/,
    fix: /custom_domain/,
    unasked: NO_SITE,
    seed: (house) => {
      house.site = () => {
        throw new TypeError("fetch failed", { cause: new Error("ENOTFOUND") });
      };
    },
  },
  {
    fault: "a Worker that does not start",
    line: "site",
    says: /does not start: LINK_SECRET$/,
    fix: /wrangler tail/,
    unasked: NO_SITE,
    seed: site(
      "/healthz",
      503,
      {},
      "ただいま準備中です。\n\nThis Worker cannot start yet. Settings to mend:\nLINK_SECRET\n\nThe log says how to set each.\n",
    ),
  },
  {
    fault: "a desk open to everybody",
    line: "desk",
    says: /answers a stranger with 200/,
    fix: /npm run deploy/,
    seed: site("/admin", 200),
  },
];

export const MAILS_FAULTS: readonly Fault[] = [
  {
    fault: "a stop that leads on",
    line: "one-click",
    says: /\/unsubscribe answers 302/,
    fix: /redirects and rules/,
    seed: site("/unsubscribe", 302, { location: "https://login.example/" }),
    unasked: [],
  },
  {
    fault: "an IDENTITY_SECRET that is not the Worker's",
    line: "one-click",
    says: /does not know a link signed/,
    fix: /password manager/,
    seed: setting({ IDENTITY_SECRET: "the secret of another house, as long as it" }),
  },
  {
    fault: "a page that is gone",
    line: "links",
    says: /\/confirm\?t=… answers 404$/,
    fix: /npm run deploy/,
    seed: site("/confirm", 404),
  },
  {
    fault: "a link to a site that is gone",
    line: "links",
    says: /^https:\/\/gone\.example\/page answers Error: ENOTFOUND$/,
    fix: /mend the link in emails\/lessons\/fears\.tsx/,
    seed: async (house) => {
      const { course, mails } = await house.means.material();
      const { fears } = mails.lessons;
      if (!fears) throw new Error("The lesson to break is not there.");
      const text = { ...fears.text, literals: fears.text.literals.with(0, "https://gone.example/page\n") };
      const broken = { course, mails: { ...mails, lessons: { fears: { ...fears, text } } } };
      house.means = { ...house.means, material: async () => broken };
    },
  },
];
