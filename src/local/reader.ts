/** A reader who walks into the funnel by its front door, as a browser would: page, form, mailed link, button. */

import type { Funnel } from "./funnel.ts";
import { linkIn, waitForMails } from "./inbox.ts";

type Site = Pick<Funnel, "siteUrl" | "postOfficeUrl">;

/** Opens the landing page and sends its form, from wherever `utm` says. Throws when either is not answered with 200. */
export async function signUp(
  { siteUrl }: Site,
  { email, name }: { email: string; name: string },
  utm: Readonly<Record<string, string>> = {},
): Promise<void> {
  const page = await opened(await fetch(siteUrl));
  if (!page.includes('action="/signup"')) throw new Error(`the landing page at ${siteUrl} has no sign-up form`);
  const form = new URLSearchParams({ ...utm, email, name, consent: "yes" });
  await opened(await fetch(`${siteUrl}/signup`, { method: "POST", body: form, headers: { Origin: siteUrl } }));
}

/** The link of the newest confirm mail; waits for it. */
export async function confirmLink({ postOfficeUrl }: Site, email: string): Promise<URL> {
  const mails = await waitForMails(postOfficeUrl, email, { count: 1 });
  const links = mails.map((mail) => linkIn(mail, "/confirm")).filter((link) => link !== undefined);
  const link = links.at(-1);
  if (link === undefined) throw new Error(`no confirm mail came to ${email}, but ${mails.length} others`);
  return link;
}

/** Opens the page behind the link, which changes nothing. Returns what its button would send. */
export async function openConfirmPage(link: URL): Promise<string> {
  const page = await opened(await fetch(link));
  const token = /name="t" value="([^"]+)"/.exec(page)?.[1];
  if (token === undefined) throw new Error(`the page at ${link.pathname} has no button to confirm with`);
  return token;
}

/** Presses the button. Returns the page that follows. */
export async function pressConfirm({ siteUrl }: Site, token: string): Promise<string> {
  const body = new URLSearchParams({ t: token });
  return await opened(await fetch(`${siteUrl}/confirm`, { method: "POST", body, headers: { Origin: siteUrl } }));
}

async function opened(response: Response): Promise<string> {
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${text.slice(0, 200)}`);
}
