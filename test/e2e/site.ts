/** The funnel and a browser for one test file, with windows that tell what their pages complained about. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { type Funnel, startFunnel } from "../../src/local/funnel.ts";
import { startBrowser } from "./browser.ts";
import { type Ledger, openLedger } from "./ledger.ts";

/** As narrow as a small phone of today. */
export const PHONE = { width: 375, height: 812 };

export type Site = Funnel & {
  /** A window with cookies of its own. The test fails when a page in it complained. */
  openWindow(options?: BrowserContextOptions): Promise<Page>;
  /** Lets what is under way end: two ticks of the cron, as every five minutes in production. */
  settle(): Promise<void>;
  readonly ledger: Ledger;
};

/**
 * To be awaited at the top of a test file; everything ends with the file. `elsewhere` is the origin of another site of the
 * author's, which may carry the sign-up form; `stranger` one of somebody else, which windows may open.
 */
export async function openSite({ elsewhere, stranger }: { elsewhere?: string; stranger?: string } = {}): Promise<Site> {
  const stateDirectory = await mkdtemp(join(tmpdir(), "e2e-"));
  afterAll(() => rm(stateDirectory, { recursive: true, force: true }));
  const settings: Record<string, string> = elsewhere ? { EMBED_ORIGINS: elsewhere } : {};
  const [browser, funnel] = await Promise.all([startBrowser(), startFunnel({ stateDirectory, settings })]);
  afterAll(() => Promise.all([browser.close(), funnel.stop()]));
  const openWindow = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: PHONE, locale: "ja-JP", ...options });
    const complaints = listen(
      context,
      funnel,
      [elsewhere, stranger].flatMap((origin) => (origin ? [`${origin}/`] : [])),
    );
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    context.setDefaultTimeout(10_000);
    return await context.newPage();
  };
  const settle = async () => {
    await funnel.tick();
    await funnel.tick();
  };
  return { ...funnel, openWindow, settle, ledger: await openLedger(stateDirectory) };
}

/** Errors and warnings of every page's console (a broken content security policy is one), and requests that leave the house. */
function listen(context: BrowserContext, { siteUrl, postOfficeUrl }: Funnel, alsoOurs: readonly string[]): string[] {
  const complaints: string[] = [];
  const intendedAnswers = new Set<string>();
  context.on("response", (response) => {
    if (response.request().isNavigationRequest() || response.status() === 422) intendedAnswers.add(response.url());
  });
  context.on("request", (request) => {
    const url = request.url();
    const isOurs = [`${siteUrl}/`, `${postOfficeUrl}/`, "data:", ...alsoOurs].some((origin) => url.startsWith(origin));
    if (!isOurs) complaints.push(`a request to ${url}`);
  });
  context.on("weberror", (error) => complaints.push(`an exception: ${error.error().message}`));
  context.on("console", (message) => {
    const { url } = message.location();
    // Chromium reports an answer that is a 4xx by intention, such as a form to be mended, as a failed resource.
    if (message.text().startsWith("Failed to load resource") && intendedAnswers.has(url)) return;
    // A mail opened by itself, outside the outbox, names no icon.
    if (url === `${postOfficeUrl}/favicon.ico`) return;
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} (${url})`);
  });
  return complaints;
}
