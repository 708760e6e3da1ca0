/** An account at Cloudflare, as far as a setup sees it: what the installed wrangler asks of the API is answered from here. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export type CloudflareAccount = {
  readonly databases: Set<string>;
  readonly queues: Set<string>;
  /** Secrets by Worker. */
  readonly workers: Map<string, Map<string, string>>;
  /** Each request as `METHOD path`. */
  readonly asked: string[];
  /** What wrangler must find in its environment to come here. */
  readonly env: Readonly<Record<string, string>>;
};

const ACCOUNT = "a".repeat(32);

export async function openAccount(): Promise<CloudflareAccount> {
  const account = {
    databases: new Set<string>(),
    queues: new Set<string>(),
    workers: new Map(),
    asked: [] as string[],
  };
  const server = createServer((request, response) => void answer(account, request, response)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}/client/v4`;
  return {
    ...account,
    env: { CLOUDFLARE_API_BASE_URL: url, CLOUDFLARE_API_TOKEN: "token", CLOUDFLARE_ACCOUNT_ID: ACCOUNT },
  };
}

type Inside = Omit<CloudflareAccount, "env">;

async function answer(account: Inside, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = url.pathname.replace(`/client/v4`, "").replace(`/accounts/${ACCOUNT}`, "");
  account.asked.push(`${request.method} ${path}`);
  const result = resultOf(account, `${request.method} ${path}`, url.searchParams, await text(request));
  const found = result !== undefined;
  response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
  const errors = found ? [] : [{ code: 10007, message: `This Worker does not exist on your account.` }];
  response.end(
    JSON.stringify({
      success: found,
      errors,
      messages: [],
      result: result ?? null,
      result_info: { page: 1, per_page: 100, count: 1, total_count: 1 },
    }),
  );
}

/** Undefined: there is no such thing. */
function resultOf(account: Inside, asked: string, search: URLSearchParams, body: string): unknown {
  const [, worker = "", what] = /^\w+ \/workers\/scripts\/([^/]+)(?:\/(.*))?$/.exec(asked) ?? [];
  if (worker !== "") return ofWorker(account, asked.startsWith("GET"), worker, what, body);
  switch (asked) {
    case "GET /accounts":
      return [{ id: ACCOUNT, name: "歩" }];
    case "GET /memberships":
      return [{ id: "1", status: "accepted", account: { id: ACCOUNT, name: "歩" }, roles: [], permissions: {} }];
    case "GET /user":
      return { email: "me@letters.jp" };
    case "GET /user/tokens/verify":
      return { id: "1", status: "active" };
    case "GET /d1/database":
      return [...account.databases].map((name) => ({ uuid: name, name, version: "production" }));
    case "POST /d1/database":
      return made(account.databases, JSON.parse(body).name);
    case "GET /queues":
      return [...account.queues].filter((name) => [null, name].includes(search.get("name"))).map(queueOf);
    case "POST /queues":
      return queueOf(made(account.queues, JSON.parse(body).queue_name).name);
    default:
      return undefined;
  }
}

function ofWorker({ workers }: Inside, isLook: boolean, name: string, what: string | undefined, body: string): unknown {
  if (what === undefined && !isLook) return workers.set(name, new Map()) && { id: name };
  const secrets = workers.get(name);
  if (secrets === undefined) return undefined;
  if (what === "secrets" && isLook) return [...secrets.keys()].map((secret) => ({ name: secret, type: "secret_text" }));
  const asked = JSON.parse(body);
  const put: { name: string; text: string }[] = what === "secrets-bulk" ? Object.values(asked.secrets) : [asked];
  for (const secret of put) secrets.set(secret.name, secret.text);
  return put.map((secret) => ({ name: secret.name, type: "secret_text" }));
}

function made(names: Set<string>, name: string): { uuid: string; name: string } {
  names.add(name);
  return { uuid: name, name };
}

function queueOf(name: string) {
  return {
    queue_id: name,
    queue_name: name,
    producers: [],
    consumers: [],
    producers_total_count: 0,
    consumers_total_count: 0,
  };
}
