/** Three times that would suit her: two wheels of the phone each, instead of a keyboard. */

import { PARTS_OF_DAY, RANKS, TIMES_NOTE_MAX } from "../../domain/consultation.ts";
import type { ConsultForm } from "../consult.tsx";
import { Field, FieldError, fieldProps } from "../field.tsx";

export function Times({ form: { days, typed, errors } }: { form: ConsultForm }) {
  return (
    <fieldset>
      <legend>話せそうな日時を三つ</legend>
      <p class="note">ひとつだけでも申し込めます。二つめ、三つめがあると、早く決まります。</p>
      {RANKS.map((rank, index) => (
        <Time
          key={rank}
          rank={rank}
          number={index + 1}
          days={days}
          chosen={typed.times[index] ?? { day: "", part: "" }}
          error={errors.times?.[index]}
        />
      ))}
      <Field id="note" label="時間についてひとこと" aside="任意" error={errors.note}>
        <input type="text" maxlength={TIMES_NOTE_MAX} value={typed.note} {...fieldProps("note", errors.note)} />
      </Field>
    </fieldset>
  );
}

function Time(props: {
  rank: string;
  number: number;
  days: ConsultForm["days"];
  chosen: { day: string; part: string };
  error: string | undefined;
}) {
  const { rank, number, days, chosen, error } = props;
  const [day, part] = [`day${number}`, `part${number}`];
  return (
    <fieldset class="times">
      <legend>{rank}</legend>
      <div>
        <label for={day}>日</label>
        <select {...fieldProps(day, error)}>
          <option value="">選ぶ</option>
          {days.map(({ date, words }) => (
            <option key={date} value={date} selected={date === chosen.day}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for={part}>時間帯</label>
        <select id={part} name={part} aria-invalid={error && "true"} aria-describedby={error && `${day}-error`}>
          <option value="">選ぶ</option>
          {Object.entries(PARTS_OF_DAY).map(([value, words]) => (
            <option key={value} value={value} selected={value === chosen.part}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <FieldError id={day} error={error} />
    </fieldset>
  );
}
