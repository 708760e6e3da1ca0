/** Trying the course's dates: a form for a beginning and a clock, and the calendar that follows from them. */

import type { Child } from "hono/jsx";
import type { CalendarDay } from "../../domain/calendar.ts";
import { HOLIDAYS, localParts, localYear, minuteWords, WEEKDAYS } from "../../domain/clock.ts";
import { LATEST_MINUTE } from "../../domain/numbers.ts";
import type { Simulation, SimulationProblem, Typed } from "../../domain/simulation.ts";
import { zonesFor } from "../../domain/zones.ts";
import { Field, FieldError, fieldProps } from "../field.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";

type Props = DeskProps & { typed: Typed; simulation: Simulation };

export function SimulatePage({ typed, simulation, ...props }: Props) {
  const wrong = simulation.kind === "wrong" ? simulation.problems : [];
  return (
    <DeskFrame {...props} title="日どりを試す" path="/admin/simulate">
      <p>
        この日に登録した方には、どのレッスンがいつ届くか。読者の予定を立てるのと同じ計算で、確かめます。何も送らず、何も変えません。
      </p>
      <Choices typed={typed} wrong={wrong} />
      {simulation.kind === "calendar" && <Calendar simulation={simulation} />}
    </DeskFrame>
  );
}

const SENTENCES: Record<SimulationProblem, string> = {
  "no-date": "2000年から2099年までの、ある日付をお選びください。",
  "no-start": "登録の時刻を、12:00のようにお入れください。",
  "no-time": "届ける時刻を、21:30のようにお入れください。",
  "too-late": `届ける時刻は、${minuteWords(LATEST_MINUTE)}までの中からお選びください。`,
  "no-zone": "地域を、一覧の中からお選びください。",
  "no-day": "メールを休む日は、届く曜日が一つは残るようにお選びください。",
  "no-pace": "間隔は、どちらかをお選びください。",
};

function Choices({ typed, wrong }: { typed: Typed; wrong: readonly SimulationProblem[] }) {
  const said = (...problems: SimulationProblem[]) => {
    const found = problems.find((problem) => wrong.includes(problem));
    return found && SENTENCES[found];
  };
  return (
    <form method="get" action="/admin/simulate" class="dates" novalidate>
      <div class="in-row">
        <Field id="date" label="登録する日" error={said("no-date")}>
          <input {...fieldProps("date", said("no-date"))} type="date" value={typed.date} />
        </Field>
        <Field id="at" label="登録する時刻" error={said("no-start")}>
          <input {...fieldProps("at", said("no-start"))} type="time" value={typed.at} />
        </Field>
        <Field id="hour" label="届ける時刻" error={said("no-time", "too-late")}>
          <input {...fieldProps("hour", said("no-time", "too-late"))} type="time" value={typed.hour} />
        </Field>
      </div>
      <div class="in-row">
        <Field id="zone" label="お住まいの地域" error={said("no-zone")}>
          <select {...fieldProps("zone", said("no-zone"))}>
            {zonesFor(typed.zone).map(([zone, name]) => (
              <Option key={zone} value={zone} chosen={typed.zone}>
                {name}
              </Option>
            ))}
          </select>
        </Field>
        <Field id="pace" label="届く間隔" error={said("no-pace")}>
          <select {...fieldProps("pace", said("no-pace"))}>
            <Option value="1" chosen={typed.pace}>
              コースの予定どおり
            </Option>
            <Option value="7" chosen={typed.pace}>
              週に1通
            </Option>
          </select>
        </Field>
      </div>
      <QuietDays quietDays={typed.quietDays} error={said("no-day")} />
      <p>
        <button type="submit">この条件で見る</button>
      </p>
    </form>
  );
}

function Option({ value, chosen, children }: { value: string; chosen: string; children: Child }) {
  return (
    <option value={value} selected={value === chosen}>
      {children}
    </option>
  );
}

function QuietDays({ quietDays, error }: { quietDays: number; error: string | undefined }) {
  const days = [...WEEKDAYS.map((name, at) => [1 << at, name] as const), [HOLIDAYS, "祝日"] as const];
  return (
    <fieldset class="days" aria-describedby={error ? "quiet-error" : undefined}>
      <legend>メールを休む日</legend>
      {days.map(([bit, name]) => (
        <label key={name}>
          <input type="checkbox" name={`quiet_${bit}`} value="on" checked={(quietDays & bit) !== 0} />
          <span>{name}</span>
        </label>
      ))}
      <FieldError id="quiet" error={error} />
    </fieldset>
  );
}

/** A month after the other, each day with its lesson and its reason. */
function Calendar({ simulation: { clock, days } }: { simulation: Extract<Simulation, { kind: "calendar" }> }) {
  const months = Map.groupBy(days, ({ dueAt }) => monthWords(clock.zone, dueAt));
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <>
      {first && last && (
        <p class="said">
          全{days.length}通。{dayWords(clock.zone, first.dueAt)}に始まり、{dayWords(clock.zone, last.dueAt)}
          に読み終わります。
        </p>
      )}
      {[...months].map(([month, those]) => (
        <section key={month}>
          <h2>{month}</h2>
          <ol class="calendar">
            {those.map((day) => (
              <Day key={day.lesson.key} day={day} zone={clock.zone} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function Day({ day: { lesson, dueAt, why }, zone }: { day: CalendarDay; zone: string }) {
  const { day, weekday, time } = localParts(zone, dueAt);
  return (
    <li>
      <p class="date">
        <b>{day}</b>日（{weekday}）<span>{time}</span>
      </p>
      <div>
        <p class="subject">{lesson.subject}</p>
        <p class="note">{why}</p>
      </div>
    </li>
  );
}

function monthWords(zone: string, at: number): string {
  return `${localYear(zone, at)}年${localParts(zone, at).month}月`;
}

function dayWords(zone: string, at: number): string {
  const { month, day, weekday } = localParts(zone, at);
  return `${month}月${day}日（${weekday}）`;
}
