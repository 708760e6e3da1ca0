/** The forms with which she sets her clock: hour and place, days without mail, pace. Each is a deed of its own. */

import type { Child } from "hono/jsx";
import { type Clock, HOLIDAYS, minuteWords, WEEKDAYS } from "../../domain/clock.ts";
import { LATEST_MINUTE } from "../../domain/numbers.ts";
import { zonesFor } from "../../domain/zones.ts";

const HOURS = [
  ["朝", 6 * 60 + 30],
  ["昼", 12 * 60 + 10],
  ["夜", 21 * 60 + 30],
] as const;

/** `base`: below which address the forms act; hers, unless the author sets it for her. */
type FormProps = { token: string; clock: Clock; base?: string };

/** Also on the welcome page. */
export function HourForm({ token, clock, base = "/course" }: FormProps) {
  const isOther = HOURS.every(([, minute]) => minute !== clock.minute);
  return (
    <Deed action={`${base}/hour`} token={token} button="この時刻にする">
      <fieldset>
        <legend>届ける時刻</legend>
        {HOURS.map(([name, minute]) => (
          <Choice key={name} name="hour" value={minuteWords(minute)} checked={minute === clock.minute}>
            {`${name} ${minuteWords(minute)}`}
          </Choice>
        ))}
        <Choice name="hour" value="other" checked={isOther}>
          ほかの時刻
        </Choice>
        <input
          type="time"
          name="time"
          aria-label="ほかの時刻"
          max={minuteWords(LATEST_MINUTE)}
          value={minuteWords(clock.minute).padStart(5, "0")}
        />
      </fieldset>
      <label class="zone">
        お住まいの地域
        <select name="zone">
          {zonesFor(clock.zone).map(([zone, name]) => (
            <option key={zone} value={zone} selected={zone === clock.zone}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </Deed>
  );
}

export function DaysForm({ token, clock: { quietDays }, base = "/course" }: FormProps) {
  return (
    <Deed action={`${base}/days`} token={token} button="お休みの日を決める">
      <fieldset class="days">
        <legend>メールを休む日</legend>
        {WEEKDAYS.map((weekday, at) => (
          <Day key={weekday} bit={1 << at} name={weekday} quietDays={quietDays} />
        ))}
        <Day bit={HOLIDAYS} name="祝日" quietDays={quietDays} />
      </fieldset>
      <p class="note">えらんだ日は飛ばして、次の日以降にお届けします。祝日は日本のものです。</p>
    </Deed>
  );
}

function Day({ bit, name, quietDays }: { bit: number; name: string; quietDays: number }) {
  return (
    <label class="choice">
      <input type="checkbox" name={`quiet_${bit}`} value="on" checked={(quietDays & bit) !== 0} />
      <span>{name}</span>
    </label>
  );
}

export function PaceForm({ token, clock: { paceDays }, base = "/course" }: FormProps) {
  return (
    <Deed action={`${base}/pace`} token={token} button="この間隔にする">
      <fieldset>
        <legend>届く間隔</legend>
        <Choice name="pace" value="1" checked={paceDays !== 7}>
          コースの予定どおり
        </Choice>
        <Choice name="pace" value="7" checked={paceDays === 7}>
          週に1通
        </Choice>
      </fieldset>
    </Deed>
  );
}

function Choice(props: { name: string; value: string; checked: boolean; children: Child }) {
  const { name, value, checked, children } = props;
  return (
    <label class="choice">
      <input type="radio" name={name} value={value} checked={checked} />
      <span>{children}</span>
    </label>
  );
}

/** A form that does one thing, by POST. */
export function Deed(props: { action: string; token: string; button: string; quiet?: boolean; children?: Child }) {
  const { action, token, button, quiet = false, children } = props;
  return (
    <form method="post" action={action} class="deed">
      <input type="hidden" name="t" value={token} />
      {children}
      <button type="submit" class={quiet ? "quiet" : undefined}>
        {button}
      </button>
    </form>
  );
}
