/** What happens around the house meanwhile: readers stop, some complain, and webhooks arrive late, twice and in any order. */

import { signToken } from "../../src/domain/token.ts";
import type { Random } from "../support/random.ts";
import { TEST_SECRETS } from "../support/secrets.ts";
import type { House } from "./house.ts";
import { hashOf } from "./people.ts";
import type { Soak } from "./soaking.ts";

export type Webhook = { readonly headers: Record<string, string>; readonly body: string };

/** Of everyday news so many are kept at a time, and of what is kept so many arrive; the others are lost for good. */
const KEPT = 12;
const ARRIVING = 12;

const LINK_SECRETS = { link: TEST_SECRETS.LINK_SECRET, identity: TEST_SECRETS.IDENTITY_SECRET };

/** One moment of it. Over when everything was answered, or cut off by a kill; then it comes again. */
export async function meanwhile(soak: Soak, house: House): Promise<void> {
  await Promise.all([somebodyStops(soak, house), newsArrive(soak, house)]);
}

/** By the link of her mails, as her mailbox's own button does. */
async function somebodyStops({ readers, chance, tally }: Soak, house: House): Promise<void> {
  if (!chance.once(3)) return;
  const token = signToken(LINK_SECRETS, "unsubscribe", hashOf(chance.under(readers)), null);
  const status = await house.send(`/unsubscribe?t=${token}`, { method: "POST" });
  if (status === 200) tally.stops += 1;
}

async function newsArrive({ postOffice, late, chance, tally }: Soak, house: House): Promise<void> {
  const desk = `${postOffice.url}/_local`;
  const news = (await (await fetch(`${desk}/webhooks`)).json()) as Webhook[];
  if (chance.once(4)) await somebodyComplains(desk, news, chance);
  const grave = news.filter(({ body }) => !/"type":"email\.(sent|delivered)"/.test(body));
  late.push(...grave, ...draw(news, KEPT, chance));
  const arriving = draw(late, ARRIVING, chance);
  const again = arriving.filter(() => chance.once(5));
  for (const webhook of arriving) late.splice(late.indexOf(webhook), 1);
  const answers = await Promise.all([...arriving, ...again].map((webhook) => tell(house, webhook)));
  tally.news += answers.filter((status) => status === 200).length;
  late.push(...arriving.filter((_, place) => answers[place] === null));
}

/** About a mail that arrived; we hear of it with the next news. */
async function somebodyComplains(desk: string, news: readonly Webhook[], chance: Random): Promise<void> {
  const [webhook] = draw(news, 1, chance);
  if (webhook === undefined) return;
  const { data } = JSON.parse(webhook.body) as { data: { email_id: string } };
  const event = { email_id: data.email_id, type: chance.pick(["email.complained", "email.bounced"]) };
  await fetch(`${desk}/events`, { method: "POST", body: JSON.stringify(event) });
}

function tell(house: House, { headers, body }: Webhook): Promise<number | null> {
  return house.send("/webhooks/resend", { method: "POST", headers, body });
}

/** At most `count` of them, each once, in any order. */
function draw<T>(from: readonly T[], count: number, chance: Random): T[] {
  const places = new Set(Array.from({ length: Math.min(count, from.length) }, () => chance.under(from.length)));
  return from.filter((_, place) => places.has(place)).sort(() => chance.next() - 0.5);
}
