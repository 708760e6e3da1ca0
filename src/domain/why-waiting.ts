/** Why a reader's mail is not out yet: the one thing that holds it up, by name, and in words for the author. */

import { localDateAndTime } from "./clock.ts";
import { LEASE, MINUTE, RING_AGAIN_AFTER, UNKNOWN_UNTIL, UNTIL_RESUMED } from "./numbers.ts";

/** Ticks come every five minutes: when so many are missing, the cron is not running. */
const TICK_MISSING = 15 * MINUTE;

/** A mail later than this is late, and the desk says why. */
export const OVERDUE = 30 * MINUTE;

/** A lesson claimed and not settled, with its batch. Times are unix ms. */
export type MailOnItsWay = {
  readonly claimedAt: number;
  readonly state: "open" | "sealed" | "closed";
  readonly attempts: number;
  readonly leasedUntil: number | null;
  readonly firstUnknownAt: number | null;
};

/** What may hold her up. Times are unix ms. */
export type Circumstances = {
  readonly now: number;
  /** When her next lesson is due; null when none is. */
  readonly dueAt: number | null;
  readonly onItsWay: MailOnItsWay | null;
  readonly lastTickAt: number | null;
  readonly pausedUntil: number | null;
  readonly pauseReason: string | null;
  /** The course was edited, and not every reader's next lesson follows the edit yet. */
  readonly isReplanning: boolean;
  /** Lessons that today's quota still allows; null where there is no quota. */
  readonly quotaLeft: number | null;
  /** As many batches wait as may wait. */
  readonly isFull: boolean;
  /** Readers due by now, herself among them. */
  readonly dueReaders: number;
};

export type Holdup =
  | { kind: "no-tick"; lastTickAt: number | null }
  | { kind: "paused"; until: number; why: string }
  /** Handed over, and the provider's answer never came: asked again until then, never sent twice. */
  | { kind: "answer-unknown"; since: number; until: number }
  | { kind: "being-sent" }
  | { kind: "trying-again"; at: number; attempts: number }
  | { kind: "bell-again" }
  | { kind: "replanning" }
  | { kind: "quota" }
  | { kind: "full" }
  | { kind: "next-tick" }
  | { kind: "in-turn"; readers: number }
  /** The last of many, left over by the tick before; or, if the next does not take her, something that nobody thought of. */
  | { kind: "nothing-in-the-way" }
  /** Her batch is closed, and she has no outcome. */
  | { kind: "contradiction" };

/** Null when nothing of hers is late: no lesson is due, and none is on its way. */
export function whyWaiting(all: Circumstances): Holdup | null {
  if (all.onItsWay) return whyStillOnItsWay(all, all.onItsWay);
  const { dueAt, now } = all;
  return dueAt === null || dueAt > now ? null : whyNotClaimed(all, dueAt);
}

/** What was handed over already is asked for in spite of a pause; everything else waits for its end. */
function whyStillOnItsWay(all: Circumstances, mail: MailOnItsWay): Holdup {
  if (mail.state === "closed") return { kind: "contradiction" };
  return mail.state === "sealed" && mail.firstUnknownAt !== null
    ? whyNotAnswered(all, mail.leasedUntil, mail.firstUnknownAt)
    : whyNotHandedOver(all, mail);
}

/** Its first try has the lease that was taken when it was sealed. */
function whyNotAnswered(all: Circumstances, leasedUntil: number | null, sealedAt: number): Holdup {
  if (leasedUntil === sealedAt + LEASE && leasedUntil > all.now) return { kind: "being-sent" };
  return isTickMissing(all) ?? { kind: "answer-unknown", since: sealedAt, until: sealedAt + UNKNOWN_UNTIL };
}

function whyNotHandedOver(all: Circumstances, { leasedUntil, attempts }: MailOnItsWay): Holdup {
  const paused = isPaused(all);
  if (paused) return paused;
  if (leasedUntil !== null && leasedUntil > all.now) return { kind: "trying-again", at: leasedUntil, attempts };
  return isTickMissing(all) ?? { kind: "bell-again" };
}

/** In the order in which a tick meets them. */
function whyNotClaimed(all: Circumstances, dueAt: number): Holdup {
  const { now, lastTickAt } = all;
  const first = isTickMissing(all) ?? isPaused(all);
  if (first) return first;
  if (all.isReplanning) return { kind: "replanning" };
  if (lastTickAt === null || lastTickAt < dueAt || now - lastTickAt < MINUTE) return { kind: "next-tick" };
  if (all.quotaLeft !== null && all.quotaLeft <= 0) return { kind: "quota" };
  if (all.isFull) return { kind: "full" };
  return all.dueReaders > 1 ? { kind: "in-turn", readers: all.dueReaders } : { kind: "nothing-in-the-way" };
}

function isTickMissing({ now, lastTickAt }: Circumstances): Holdup | null {
  return lastTickAt === null || now - lastTickAt > TICK_MISSING ? { kind: "no-tick", lastTickAt } : null;
}

function isPaused({ now, pausedUntil, pauseReason }: Circumstances): Holdup | null {
  return pausedUntil !== null && pausedUntil > now
    ? { kind: "paused", until: pausedUntil, why: pauseReason ?? "" }
    : null;
}

/** What it is, and what comes of it. Times in the zone of the course. */
export function holdupWords(holdup: Holdup, zone: string): string {
  const on = (at: number) => localDateAndTime(zone, at);
  switch (holdup.kind) {
    case "no-tick":
      return `5分ごとの見回り（Cron）が${holdup.lastTickAt === null ? "まだ一度も来ていません" : `${on(holdup.lastTickAt)}から来ていません`}。見回りが戻れば、自動で続きます。戻らないときは、Cloudflareの画面でCron Triggersをご確認ください。`;
    case "paused":
      return holdup.until >= UNTIL_RESUMED
        ? `全体の送信が止まっています（${pauseWords(holdup.why)}）。npm run resume -- --remote で再開すると、届きます。`
        : `全体の送信が、${on(holdup.until)}まで休んでいます（${pauseWords(holdup.why)}）。そのあと自動で届きます。`;
    case "answer-unknown":
      return `${on(holdup.since)}に送信サービスへ渡しましたが、受け取ったという返事がまだありません。二重に届かないよう、同じ1通として${on(holdup.until)}まで確かめつづけます。次の1通は、これが決まってからになります。`;
    case "being-sent":
      return "いま、送信サービスへ渡しているところです。";
    case "trying-again":
      return `送信サービスがまだ受け取れないと答えたので、${on(holdup.at)}にもう一度送ります${holdup.attempts > 1 ? `（${holdup.attempts}回試しました）` : ""}。`;
    case "bell-again":
      return `送る用意はできています。${RING_AGAIN_AFTER / MINUTE}分たっても始まらなければ、見回りが送りなおしを促します。`;
    case "replanning":
      return "コースを変えたあとで、読者ひとりひとりの予定を組み直しているところです。終わりしだい届きます。";
    case "quota":
      return "今日送れる通数（DAILY_QUOTA）を使いきりました。日本時間の朝9時に日付が変わると、長く待っている人から順に届きます。";
    case "full":
      return "送信待ちがいっぱいです。減りしだい、順番に届きます。";
    case "next-tick":
      return "次の見回り（5分ごと）で届きます。";
    case "in-turn":
      return "同じ時刻の読者が多いため、順番に送っています。まもなく届きます。";
    case "nothing-in-the-way":
      return "順番が来ていて、止めているものはありません。次の見回り（5分ごと）で届くはずです。10分たっても変わらないときは、下の「次のレッスンをいま送る」を押し、ログの event: error もご覧ください。";
    case "contradiction":
      return "送る用意をした記録はあるのに、送った結果の記録がありません。届いたかどうかはResendの画面でお確かめください。届いていなければ、下の「別のレッスンから始めなおす」で、そのレッスンから送れます。";
  }
}

const PAUSES: readonly (readonly [told: RegExp, words: string])[] = [
  [/quota is used up$/, "送信サービスの送れる通数を使いきったため"],
  [/^the provider refuses us/, "送信サービスが、鍵かドメインの設定を受けつけないため"],
  [/complaints on \d+ mails/, "迷惑メールの報告が多かったため"],
  [/bounces on \d+ mails/, "届かないアドレスが多かったため"],
  [/^by hand/, "手で止めたため"],
];

/** What it was told with stands behind it, for whoever looks for it. */
function pauseWords(why: string): string {
  const words = PAUSES.find(([told]) => told.test(why))?.[1];
  return words === undefined ? why || "理由は記録されていません" : `${words}：${why}`;
}
