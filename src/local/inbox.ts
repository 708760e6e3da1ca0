/** One reader's inbox at the post office of this machine. */

export type ArrivedMail = {
  readonly id: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Unix ms by the funnel's clock. */
  readonly received_at: number;
};

const ASK_EVERY_MS = 50;

/** Oldest first. */
export async function mailsTo(postOfficeUrl: string, address: string): Promise<ArrivedMail[]> {
  const response = await fetch(`${postOfficeUrl}/_local/mails?to=${encodeURIComponent(address)}`);
  return (await response.json()) as ArrivedMail[];
}

/** All her mails as soon as there are `count`, or what there is after `withinMs` of real time. */
export async function waitForMails(
  postOfficeUrl: string,
  address: string,
  { count, withinMs = 10_000 }: { count: number; withinMs?: number },
): Promise<ArrivedMail[]> {
  const until = Date.now() + withinMs;
  while (true) {
    const mails = await mailsTo(postOfficeUrl, address);
    if (mails.length >= count || Date.now() >= until) return mails;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

/** The first link of a mail whose path is `path`, or undefined. */
export function linkIn(mail: ArrivedMail, path: string): URL | undefined {
  const links = mail.text.match(/https?:\/\/[^\s<>「」（）]+/g) ?? [];
  return links.map((link) => new URL(link)).find(({ pathname }) => pathname === path);
}
