/** A provider that costs next to nothing: takes mails unread, counts them, keeps a rate limit and a latency. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freshLimits, freshUsage, takeTurn } from "../../src/local/post-office/limits.ts";

export type ProviderLimits = { readonly perSecond: number | null; readonly latencyMs: number };

/** Since the last `begin`. */
export type ProviderCounts = {
  requests: number;
  limited: number;
  mails: number;
  /** Of accepted requests, unix ms as they came in. */
  arrivals: number[];
};

export type Provider = {
  readonly url: string;
  readonly counts: ProviderCounts;
  /** A new count under these limits. */
  begin(limits: ProviderLimits): void;
  /** Somebody else of the same team sends now: one request. */
  takenByAnother(): void;
  close(): void;
};

/** Every mail of ours and of the tutorial's has this header once. */
const MAIL_SIGN = Buffer.from('"X-Entity-Ref-ID"');

export async function openProvider(): Promise<Provider> {
  let limits = { ...freshLimits(), requestsPerSecond: null as number | null };
  let usage = freshUsage();
  const counts: ProviderCounts = { requests: 0, limited: 0, mails: 0, arrivals: [] };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const turn = takeTurn(limits, usage, at);
    const mails = countMails(await bodyOf(request));
    counts.requests += 1;
    if (!turn.allowed) counts.limited += 1;
    if (turn.allowed && limits.latencyMs > 0) await sleep(limits.latencyMs);
    response.writeHead(turn.allowed ? 200 : 429, { ...turn.headers, "content-type": "application/json" });
    if (!turn.allowed) {
      response.end('{"statusCode":429,"name":"rate_limit_exceeded","message":"Too many requests"}');
      return;
    }
    counts.arrivals.push(at);
    const data = Array.from({ length: mails }, () => ({ id: providerId(++counts.mails) }));
    response.end(JSON.stringify(request.url === "/emails" ? data[0] : { data, errors: [] }));
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    begin({ perSecond, latencyMs }) {
      limits = { ...freshLimits(), requestsPerSecond: perSecond, latencyMs };
      usage = freshUsage();
      Object.assign(counts, { requests: 0, limited: 0, mails: 0, arrivals: [] });
    },
    takenByAnother() {
      takeTurn(limits, usage, Date.now());
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function countMails(body: Buffer): number {
  let mails = 0;
  for (let at = body.indexOf(MAIL_SIGN); at >= 0; at = body.indexOf(MAIL_SIGN, at + MAIL_SIGN.length)) mails += 1;
  return mails;
}

/** As long as Resend's. */
function providerId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}
