/** The setup as a plan: what is left to do, in order, each step with its commands, its reason and the way back. */

import { WEBHOOK_EVENTS } from "../../mail/webhook.ts";
import type { Existing, Names } from "./account.ts";
import type { CourseHour } from "./course-hour.ts";
import { endpointOf, eventsFor, missingEvents } from "./provider.ts";
import type { SecretSource, Step } from "./step.ts";
import type { TomlChange } from "./toml.ts";

export type Wish = {
  readonly names: Names;
  readonly siteUrl: string;
  readonly authorEmail: string;
  /** In wrangler.toml; none when all of it stands there as answered. */
  readonly changes: readonly TomlChange[];
  /** In emails/course.ts; null when it stands there as answered. */
  readonly hour: CourseHour | null;
  /** Key of the lesson that the test mail shows. */
  readonly lesson: string;
  /** Where Resend answers: its own address, but for a test. */
  readonly provider: string;
};

/** What is done already is not in it. The deploy and the test mail always are: both may be repeated. */
export function planOf(wish: Wish, existing: Existing): Step[] {
  return [
    ...settings(wish),
    ...hour(wish),
    ...database(wish, existing),
    ...queue(wish, existing),
    ...ownSecrets(wish, existing),
    ...sendingKey(wish, existing),
    ...webhook(wish, existing),
    deploy(),
    testMail(wish),
  ];
}

/** A sentence for each thing that is there, so that the author sees that it was seen. */
export function keptOf({ names }: Wish, { database, queue, secrets, webhook }: Existing): string[] {
  return [
    ...(database ? [`the database ${names.database}`] : []),
    ...(queue ? [`the queue ${names.queue}`] : []),
    ...(secrets ?? []).map((name) => `the secret ${name}`),
    ...(webhook ? [`the webhook at Resend (${webhook.id})`] : []),
  ];
}

function settings({ changes }: Wish): Step[] {
  if (changes.length === 0) return [];
  return [
    {
      title: "Settings",
      reason: "who sends, from where and to which site; no secret is among them",
      undo: "git checkout wrangler.toml",
      shown: changes.map(
        ({ table, key, value }) =>
          `edit wrangler.toml: ${table && `[${table}] `}${value === null ? `without ${key}` : `${key} = ${value}`}`,
      ),
      deed: { kind: "settings", changes },
    },
  ];
}

function hour({ hour }: Wish): Step[] {
  if (hour === null) return [];
  const { zone, minute } = hour;
  return [
    {
      title: "The course's hour",
      reason: "when lessons leave for a reader who has not chosen",
      undo: "git checkout emails/course.ts",
      shown: [`edit emails/course.ts: zone ${zone}, minute ${minute}`],
      deed: { kind: "hour", hour },
    },
  ];
}

function database({ names }: Wish, existing: Existing): Step[] {
  if (existing.database) return [];
  const step = {
    title: "Database",
    reason: "readers, consents and the ledger live in it; found by its name, so no id goes into wrangler.toml",
    undo: `npx wrangler d1 delete ${names.database}`,
  };
  return [byWrangler(["d1", "create", names.database, "--location", "apac"], step)];
}

function queue({ names }: Wish, existing: Existing): Step[] {
  if (existing.queue) return [];
  const step = {
    title: "Queue",
    reason: "it rings the Worker when a batch is ready to leave",
    undo: `npx wrangler queues delete ${names.queue}`,
  };
  return [byWrangler(["queues", "create", names.queue], step)];
}

function byWrangler(args: readonly string[], step: Pick<Step, "title" | "reason" | "undo">): Step {
  return { ...step, shown: [wrangler(args)], deed: { kind: "wrangler", args } };
}

function ownSecrets({ names }: Wish, { secrets, database }: Existing): Step[] {
  const missing = (["LINK_SECRET", "IDENTITY_SECRET"] as const).filter((name) => !secrets?.includes(name));
  if (missing.length === 0) return [];
  const args = ["secret", "bulk", "--name", names.worker];
  return [
    {
      title: "Secrets of your own",
      reason: `they sign links and key address hashes${secrets === null ? "; wrangler makes an empty Worker to hold them" : ""}`,
      undo: missing.map((name) => `npx wrangler secret delete ${name} --name ${names.worker}`).join("; "),
      shown: [
        ...(missing.includes("IDENTITY_SECRET")
          ? [
              "write IDENTITY_SECRET into kept-secrets.env, for your eyes only",
              ...(database
                ? [
                    "(readers in that database know another already? Put IDENTITY_SECRET=… into that file first: it is taken)",
                  ]
                : []),
            ]
          : []),
        `${wrangler(args)}   # through its standard input: ${missing.join(" and ")}, 32 random bytes each`,
      ],
      deed: { kind: "own-secrets", names: missing, args },
    },
  ];
}

/** Resend takes no more characters. */
const LONGEST_KEY_NAME = 50;

function sendingKey({ names, provider }: Wish, { secrets }: Existing): Step[] {
  if (secrets?.includes("RESEND_API_KEY")) return [];
  const name = names.worker.slice(0, LONGEST_KEY_NAME);
  const body = { name, permission: "sending_access" };
  return [
    theirSecret(names, "RESEND_API_KEY", {
      title: "Key for sending",
      reason: "the Worker gets a key that can do nothing but send; the one you gave is not kept",
      undo: `delete the key ${name} at https://resend.com/api-keys`,
      call: `POST ${provider}/api-keys ${JSON.stringify(body)}`,
      brings: "the new key",
      from: { what: "new-key", name },
    }),
  ];
}

function webhook(wish: Wish, { secrets, webhook }: Existing): Step[] {
  if (webhook === null) return [newWebhook(wish)];
  const { names, provider } = wish;
  const undo = "its page at https://resend.com/webhooks";
  const steps: Step[] = [];
  if (!webhook.enabled || missingEvents(webhook).length > 0) {
    const body = { status: "enabled", events: eventsFor(webhook.events) };
    steps.push({
      title: "Webhook",
      reason: webhook.enabled ? `it does not tell of ${missingEvents(webhook).join(", ")} yet` : "it is switched off",
      undo,
      shown: [`PATCH ${provider}/webhooks/${webhook.id} ${JSON.stringify(body)}`],
      deed: { kind: "mend-webhook", webhook },
    });
  }
  if (secrets?.includes("RESEND_WEBHOOK_SECRET")) return steps;
  return [
    ...steps,
    theirSecret(names, "RESEND_WEBHOOK_SECRET", {
      title: "Signing secret of the webhook",
      reason: "the webhook is there, but the Worker cannot tell yet who writes to it",
      undo: `npx wrangler secret delete RESEND_WEBHOOK_SECRET --name ${names.worker}`,
      call: `GET ${provider}/webhooks/${webhook.id}`,
      brings: "its signing secret",
      from: { what: "webhook", id: webhook.id },
    }),
  ];
}

function newWebhook({ names, provider, siteUrl }: Wish): Step {
  return theirSecret(names, "RESEND_WEBHOOK_SECRET", {
    title: "Webhook",
    reason: "Resend tells through it what was delivered, bounced or complained about",
    undo: "delete it at https://resend.com/webhooks",
    call: `POST ${provider}/webhooks ${JSON.stringify({ endpoint: endpointOf(siteUrl), events: WEBHOOK_EVENTS })}`,
    brings: "its signing secret",
    from: { what: "new-webhook" },
  });
}

type TheirSecret = Pick<Step, "title" | "reason" | "undo"> & {
  readonly call: string;
  readonly brings: string;
  readonly from: SecretSource;
};

function theirSecret({ worker }: Names, name: string, { call, brings, from, ...told }: TheirSecret): Step {
  const args = ["secret", "put", name, "--name", worker];
  const shown = [call, `${wrangler(args)}   # through its standard input: ${brings}`];
  return { ...told, shown, deed: { kind: "their-secret", from, args } };
}

function deploy(): Step {
  return {
    title: "Deploy",
    reason: "compiles the mails, brings the database up to date and uploads the Worker; again does no harm",
    undo: "npx wrangler rollback; a database keeps its new columns, which older Workers do not mind",
    shown: [
      "npm run deploy   # stops before it changes anything while a plan for readers has dangers; its commands are",
      "  npx wrangler d1 execute DB --remote --json --command …",
      "  npx wrangler d1 migrations apply DB --remote",
      "  npx wrangler deploy",
    ],
    deed: { kind: "deploy" },
  };
}

function testMail({ authorEmail, lesson, provider }: Wish): Step {
  const args = ["--to", authorEmail, "--lesson", lesson];
  return {
    title: "Test mail",
    reason: "the first lesson, marked as a test, from your own sender to your own inbox",
    undo: "delete it",
    shown: [
      `npm run mail:test -- ${args.join(" ")}   # POST ${provider}/emails/batch with the key you gave, through its environment`,
    ],
    deed: { kind: "test-mail", args },
  };
}

function wrangler(args: readonly string[]): string {
  return `npx wrangler ${args.join(" ")}`;
}
