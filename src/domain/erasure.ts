/** The receipt of an erasure: when, what was removed, what stays by hash and why, in words that can be sent to her. */

import { localYearDateAndTime } from "./clock.ts";

/** Rows, by what they are. */
export type Erasure = {
  /** The beginning of her address hash: it finds what stays, and says nothing to anybody else. */
  readonly reference: string;
  readonly removed: Removed;
  readonly kept: { readonly consents: number; readonly suppressions: number; readonly suppressionChanges: number };
  /** A mail was handed over and may still arrive. */
  readonly mailUnderWay: boolean;
};

export type Removed = {
  readonly subscribers: number;
  readonly formerAddresses: number;
  readonly enrollments: number;
  readonly deliveries: number;
  readonly consultations: number;
  /** What was done about them: their course, notes, and what another program was told. */
  readonly consultationRecords: number;
  readonly notices: number;
  readonly mailEvents: number;
  readonly unconfirmedConsents: number;
  readonly importRows: number;
};

/** What each is called before her. */
export const REMOVED_WORDS: Readonly<Record<keyof Removed, string>> = {
  subscribers: "アドレス、お名前、配信の設定",
  formerAddresses: "以前のアドレスの控え",
  enrollments: "コースの進みぐあい",
  deliveries: "レッスンをお送りした記録",
  consultations: "個別相談のお申し込み",
  consultationRecords: "個別相談の経過と控え",
  notices: "お知らせのメールの記録",
  mailEvents: "不達などの知らせ",
  unconfirmedConsents: "確認の済んでいない同意の記録",
  importRows: "取り込みを待っていた行",
};

export const KEPT_WORDS: Readonly<Record<keyof Erasure["kept"], string>> = {
  consents:
    "メールをお送りしてよいと同意いただいた記録。法律が求める証拠として、最後のメールから3年のあいだ残します。アドレスそのものではなく、元に戻せない符号と一緒に残します。",
  suppressions: "もうお送りしない、というしるし。間違ってまたお送りしないためで、これも符号だけです。",
  suppressionChanges: "そのしるしを付けたり外したりした記録。これも符号だけです。",
};

const REFERENCE_LENGTH = 8;

export function referenceOf(addressHash: string): string {
  return addressHash.slice(0, REFERENCE_LENGTH);
}

/** Of a kind that there is something of, in the order of the words. */
export function countsOf<Kind extends string>(
  words: Readonly<Record<Kind, string>>,
  counts: Readonly<Record<Kind, number>>,
) {
  const kinds = Object.keys(words) as Kind[];
  return kinds.flatMap((kind) => (counts[kind] > 0 ? [{ kind, words: words[kind], count: counts[kind] }] : []));
}

export function isNothing(erasure: Erasure): boolean {
  return countsOf(REMOVED_WORDS, erasure.removed).length === 0;
}

type Receipt = {
  zone: string;
  /** Unix ms. */
  at: number;
  sender: string;
  /** It was there a moment ago, and a first press of the same button erased it. */
  wasThere?: boolean;
};

/** The receipt as text, in the course's zone. It does not hold the address. */
export function receiptText(erasure: Erasure, { zone, at, sender, wasThere = false }: Receipt): string {
  const { removed, kept, reference, mailUnderWay } = erasure;
  const gone = countsOf(REMOVED_WORDS, removed).map(({ words, count }) => `・${words}：${count}件`);
  const stays = countsOf(KEPT_WORDS, kept).map(({ words, count }) => `・${count}件：${words}`);
  const underWay =
    "手続きのときに送信の途中だったメールが1通あり、それだけは届くかもしれません。そのあとは届きません。";
  return [
    "【お預かりしていたものを消した控え】",
    `日時：${localYearDateAndTime(zone, at)}`,
    `控えの番号：${reference}`,
    "",
    ...(gone.length > 0
      ? ["消したもの", ...gone]
      : [wasThere ? ALREADY_GONE : "お預かりしていたものは、ありませんでした。"]),
    "",
    ...(stays.length > 0 ? ["残っているもの", ...stays] : ["残っているものは、ありません。"]),
    ...(mailUnderWay ? ["", underWay] : []),
    "",
    ...(gone.length > 0 || wasThere
      ? ["データベースの復旧用の控えには、消したものが長くて30日残り、そのあとひとりでに消えます。", ""]
      : []),
    sender,
  ].join("\n");
}

const ALREADY_GONE = "お預かりしていたものは、すべて消してあります。";
