/** How the rules for Japanese prose are tuned to the voice of this course, each change with its reason. */

/** The preset is for manuals: it wants everything short, certain and in figures. `false` leaves a rule out. */
export const TUNING: Readonly<Record<string, false | object>> = {
  /** 「三つの問い」「一段ずつ」: in a letter small numbers are words. Figures are for hours and amounts. */
  "arabic-kanji-numbers": false,
  /** 「〜かもしれません」「〜と思います」: she leaves the reader room. A manual must not, a letter should. */
  "ja-no-weak-phrase": false,
  /**
   * も and とも twice are her way of taking two things together (給料も役職も). に is a direction, a result and the end of
   * many an adverb, which the rule cannot tell apart (最後に一行につなげます). が, は, を, で and の twice remain a fault.
   */
  "no-doubled-joshi": { min_interval: 1, strict: false, allow: ["も", "とも", "に"] },
  /** One more than the preset: a list of three with what it is a list of (話す、見る、始める、という三つ). */
  "max-ten": { max: 4 },
  /** A dash is two signs of one kind. */
  "ja-no-successive-word": { allow: ["─", "―", "…"] },
};

/** What holds for sentences alone, not for titles, labels and rows of a worksheet. */
export const FOR_SENTENCES_ONLY: readonly string[] = ["ja-no-mixed-period", "no-mix-dearu-desumasu"];
