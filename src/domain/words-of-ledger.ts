/** The ledger in the author's words: what became of a mail, and why. */

import type { Status } from "./delivery.ts";

type Facts = {
  readonly status: Status;
  readonly delivered_at: number | null;
  readonly bounced_at: number | null;
  readonly complained_at: number | null;
};

const STATUSES = {
  claimed: "送るところ",
  sent: "送りました",
  failed: "送れませんでした",
  skipped: "送りませんでした",
  unconfirmed: "送れたか不明",
} as const satisfies Record<Status, string>;

/** The last thing that is known of it; a complaint weighs more than a delivery. */
export function mailWords({ status, delivered_at, bounced_at, complained_at }: Facts): string {
  if (complained_at !== null) return "迷惑メールと報告されました";
  if (bounced_at !== null) return "届かず戻りました";
  return status === "sent" && delivered_at !== null ? "届きました" : STATUSES[status];
}

export function isTroubled({ status, bounced_at, complained_at }: Facts): boolean {
  return status === "failed" || status === "unconfirmed" || bounced_at !== null || complained_at !== null;
}

const REASONS: readonly (readonly [told: RegExp, words: string])[] = [
  [/^unsubscribed$/, "本人が配信を止めていたため"],
  [/^manual$/, "手動の送信停止があったため"],
  [/^hard_bounce$/, "届かないアドレスだったため"],
  [/^complaint$/, "迷惑メールと報告されていたため"],
  [/^started again$/, "別のレッスンから始めなおしたため"],
  [/^lesson removed$/, "コースから外したレッスンのため"],
  [/^address changed$/, "アドレスを変えられたあとだったため"],
  [/^the lesson left the course between two tries$/, "送りなおすまでのあいだに、コースから外したため"],
  [
    /^(no answer|no answer from the provider) for 20 hours$/,
    "送信サービスの返事が20時間なかったため。届いているかもしれません",
  ],
  [/^could not be composed/, "メールを組み立てられなかったため"],
  [/^bounced Permanent/, "宛先がないか、使われていないため"],
  [/^bounced/, "受信側がいまは受けつけなかったため（混雑や容量）"],
  [/^suppressed by the provider/, "送信サービスがこのアドレスを止めているため"],
  [/^failed at the provider: .*quota/, "送信サービスの送れる通数を使いきったため"],
  [/^failed at the provider/, "送信サービスの側で失敗したため"],
  [/^409 /, "送信サービスが前の試みと違う内容だと答えたため。届いているかもしれません"],
  [/^4\d\d /, "送信サービスがこの宛先や内容を断ったため"],
];

/** Null for no reason. What nobody translated stands as it was told. */
export function reasonWords(reason: string | null): string | null {
  if (reason === null || reason === "") return null;
  return REASONS.find(([told]) => told.test(reason))?.[1] ?? reason;
}

const NOTICES: Readonly<Record<string, string>> = {
  confirm: "登録の確認",
  "already-enrolled": "登録ずみのお知らせ",
  "fresh-link": "本人の手続きのリンク",
  "address-proof": "新しいアドレスの確認",
  "consultation-received": "相談を受けつけたお知らせ",
  "consultation-request": "相談の知らせ（運営者へ）",
};

export function noticeWords(kind: string): string {
  return NOTICES[kind] ?? kind;
}

const EVENTS: Readonly<Record<string, string>> = {
  "email.bounced": "届かず戻った",
  "email.complained": "迷惑メールと報告された",
  "email.suppressed": "送信サービスが止めた",
  "email.failed": "送信サービスで失敗した",
  "email.delivery_delayed": "配達が遅れている",
  "email.opened": "開かれた",
  "email.clicked": "リンクが押された",
};

export function eventWords(type: string): string {
  return EVENTS[type] ?? type;
}
