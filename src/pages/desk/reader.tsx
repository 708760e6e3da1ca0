/** One reader: what comes next, when and why, what stopped her and the way back, what can be done, and everything that happened. */

import { type Clock, HOLIDAYS, localYearDateAndTime, minuteWords, WEEKDAYS } from "../../domain/clock.ts";
import { stateOf, stateWords } from "../../domain/reader-state.ts";
import { zonesFor } from "../../domain/zones.ts";
import { SaidLine } from "../said.tsx";
import { Figure } from "./figures.tsx";
import { DeskFrame } from "./frame.tsx";
import { Deeds } from "./reader/deeds.tsx";
import { Coming, Next } from "./reader/next.tsx";
import { ByHand, Consents, Events, Ledger, Notices, Parts, Requests } from "./reader/record.tsx";
import { DEED_SAYINGS } from "./reader/said.ts";
import type { ReaderProps } from "./reader/view.ts";
import { WayBack } from "./reader/way-back.tsx";

export function ReaderPage(props: ReaderProps) {
  const { course, reader, now, said, site } = props;
  const view = { course, reader, now };
  return (
    <DeskFrame {...props} title="読者のページ" path="/admin/readers">
      <SaidLine sayings={DEED_SAYINGS} said={said} />
      <Who {...view} />
      <Next {...view} />
      <WayBack {...view} site={site} />
      <Coming {...view} />
      <Deeds {...view} />
      <Ledger {...view} />
      <Notices {...view} />
      <Events {...view} />
      <ByHand {...view} />
      <Requests {...view} />
      <Consents {...view} />
      <Parts {...view} />
    </DeskFrame>
  );
}

function Who({ course, reader }: Pick<ReaderProps, "course" | "reader">) {
  const { email, name, facts, signedUpAt, clock } = reader;
  const look = { reading: "flag good", suppressed: "flag bad" }[stateOf(facts) as string] ?? "flag";
  const on = (at: number) => localYearDateAndTime(course.zone, at);
  return (
    <>
      <p class="address">
        {email} <span class={look}>{stateWords(facts)}</span>
      </p>
      <dl class="figures">
        <Figure name="お名前" value={name || "―"} isPlain />
        <Figure name="登録" value={on(signedUpAt)} isPlain />
        <Figure name="確認" value={facts.confirmed_at === null ? "まだ" : on(facts.confirmed_at)} isPlain />
        <Figure name="届き方" value={clockWords(clock)} isPlain />
      </dl>
    </>
  );
}

/** 「21:30・日本・月曜と祝日は休み・週に1通」 */
function clockWords({ minute, zone, quietDays, paceDays }: Clock): string {
  const place = zonesFor(zone).find(([one]) => one === zone)?.[1] ?? zone;
  const quiet = WEEKDAYS.filter((_, at) => (quietDays & (1 << at)) !== 0).map((day) => `${day}曜`);
  const rest = (quietDays & HOLIDAYS) === 0 ? quiet : [...quiet, "祝日"];
  const pace = paceDays === 7 ? "週に1通" : "予定どおりの間隔";
  return [minuteWords(minute), place, rest.length > 0 ? `${rest.join("・")}は休み` : "", pace]
    .filter(Boolean)
    .join("、");
}
