/** Time zones that a reader may choose from: Japan, and where many who read Japanese live. */

/** IANA name and what to call it. */
const ZONES = [
  ["Asia/Tokyo", "日本"],
  ["Asia/Shanghai", "中国"],
  ["Asia/Singapore", "シンガポール"],
  ["Asia/Bangkok", "タイ"],
  ["Australia/Sydney", "シドニー"],
  ["Europe/London", "イギリス"],
  ["Europe/Berlin", "ドイツ・フランス"],
  ["America/New_York", "ニューヨーク"],
  ["America/Chicago", "シカゴ"],
  ["America/Los_Angeles", "ロサンゼルス"],
  ["Pacific/Honolulu", "ハワイ"],
] as const satisfies readonly (readonly [string, string])[];

/** The list, with `hers` at its end when it is none of these. */
export function zonesFor(hers: string): readonly (readonly [string, string])[] {
  return ZONES.some(([zone]) => zone === hers) ? ZONES : [...ZONES, [hers, hers]];
}
