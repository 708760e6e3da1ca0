/** How the outbox says times and events in Japanese. */

const DAY = new Intl.DateTimeFormat("ja-JP", {
  timeZone: "Asia/Tokyo",
  year: "numeric",
  month: "long",
  day: "numeric",
  weekday: "short",
});
const TIME = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", hour: "numeric", minute: "2-digit" });

const EVENTS: Readonly<Record<string, string>> = {
  sent: "送信済み",
  delivered: "配達済み",
  delivery_delayed: "遅延",
  bounced: "不達",
  complained: "迷惑報告",
  suppressed: "送信停止",
  failed: "失敗",
  opened: "開封",
  clicked: "クリック",
};

/** 「2027年4月1日(木)」 in Asia/Tokyo. */
export function dayWords(at: number): string {
  return DAY.format(at);
}

/** 「21:30」 in Asia/Tokyo. */
export function timeWords(at: number): string {
  return TIME.format(at);
}

export function eventWords(lastEvent: string): string {
  return EVENTS[lastEvent] ?? lastEvent;
}

/** Whether the event is good news, bad news or neither: the colour of its badge. */
export function eventMood(lastEvent: string): "good" | "bad" | "plain" {
  if (["bounced", "complained", "failed", "suppressed"].includes(lastEvent)) return "bad";
  return ["delivered", "opened", "clicked"].includes(lastEvent) ? "good" : "plain";
}
