/** What the author is asked before her course can live: one row for each setting, in the order of asking. */

export type Question = {
  /** A name under [vars], or one of the four that stand elsewhere. */
  readonly setting: string;
  /** Without the two dashes. */
  readonly flag: string;
  readonly asks: string;
  readonly example: string;
  /** May be left empty. */
  readonly optional?: boolean;
};

/** Not under [vars]: the Worker's name stands at the top of wrangler.toml, zone and hour in emails/course.ts. */
export const NAME = "NAME";
export const ZONE = "ZONE";
export const HOUR = "HOUR";

export const QUESTIONS: readonly Question[] = [
  { setting: NAME, flag: "name", asks: "Name of the Worker, its database and its queue", example: "ayumi" },
  asked(
    "SITE_URL",
    "Where should the site answer? A host of a domain you have at Cloudflare, or of workers.dev",
    "https://ayumi.your-domain.jp",
  ),
  asked(
    "MAIL_FROM",
    "Sender that readers see; its domain must be verified at Resend",
    "あゆみ <course@mail.your-domain.jp>",
  ),
  asked("MAIL_REPLY_TO", "Where answers go", "hello@your-domain.jp"),
  asked("AUTHOR_EMAIL", "Your own address, for notes from the course and for the test mail", "you@your-domain.jp"),
  asked(
    "SENDER_NAME",
    "Who sends, by law in every footer (特定電子メール法, Art. 4): your name or your company's",
    "佐藤 歩",
  ),
  asked("SENDER_ADDRESS", "The sender's postal address, by law in every footer", "〒530-0001 大阪府大阪市北区…"),
  asked(
    "SENDER_CONTACT",
    "Where complaints and questions go, by law in every footer: an address, a phone number or a page",
    "hello@your-domain.jp",
  ),
  {
    setting: ZONE,
    flag: "zone",
    asks: "Time zone of the course, until a reader chooses her own",
    example: "Asia/Tokyo",
  },
  {
    setting: HOUR,
    flag: "hour",
    asks: "Hour at which lessons leave, until a reader chooses her own",
    example: "21:30",
  },
  asked(
    "DAILY_QUOTA",
    "Mails a day that your plan at Resend allows: 100 on its free plan, empty when there is no such limit",
    "100",
    true,
  ),
  asked(
    "TOKUSHO_PHONE",
    "Phone number for the page 特定商取引法に基づく表記; empty when you sell nothing, and there is no such page",
    "03-1234-5678",
    true,
  ),
  asked("TOKUSHO_PRICE", "Its line about the price", "個別相談 60分 11,000円（税込）", true),
  asked("TOKUSHO_PAYMENT", "Its line about payment", "銀行振込。相談日の前日まで", true),
  asked("TOKUSHO_DELIVERY", "Its line about when the consultation takes place", "お申し込みから2週間以内", true),
  asked("TOKUSHO_RETURNS", "Its line about cancelling", "前日までの取り消しは全額返金", true),
];

/** The flag of a setting is its name as flags are written. */
function asked(setting: string, asks: string, example: string, optional = false): Question {
  return { setting, flag: setting.toLowerCase().replaceAll("_", "-"), asks, example, optional };
}
