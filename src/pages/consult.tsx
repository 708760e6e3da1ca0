/** The form that asks for a consultation, with what she typed and what is wrong with it. */

import { type OfferedDay, PHONE_HOURS_MAX, RANKS, TOPIC_MAX } from "../domain/consultation.ts";
import { NAME_MAX } from "../domain/reader-name.ts";
import { Attach } from "./consult/attach.tsx";
import { Times } from "./consult/times.tsx";
import { AddressField, Field, fieldProps } from "./field.tsx";
import { type PageProps, Sheet } from "./layout.tsx";

/** What she typed, by field. */
export type ConsultTyped = {
  name: string;
  email: string;
  by: "mail" | "phone";
  phone: string;
  hours: string;
  times: { day: string; part: string }[];
  note: string;
  topic: string;
  worksheet: string;
};

export type ConsultErrors = {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  hours?: string | undefined;
  times?: (string | undefined)[];
  note?: string | undefined;
  topic?: string | undefined;
  worksheet?: string | undefined;
  /** Not about one field. */
  form?: string | undefined;
};

export type ConsultForm = {
  /** Empty for somebody who came without a good link: then she is asked for her address. */
  token: string;
  /** She came with a link that no longer works. */
  isLinkOld: boolean;
  days: readonly OfferedDay[];
  typed: ConsultTyped;
  errors: ConsultErrors;
};

const LABELS: Readonly<Record<string, string>> = {
  name: "お名前",
  email: "メールアドレス",
  phone: "電話番号",
  hours: "つながりやすい時間",
  day1: RANKS[0],
  day2: RANKS[1],
  day3: RANKS[2],
  note: "時間についてひとこと",
  topic: "話したいこと",
  worksheet: "ワーク",
};

/** `script` is the address of the script that takes the worksheet along. */
export function ConsultPage(props: PageProps & { form: ConsultForm; script: string }) {
  const { site, form, script } = props;
  const { token, isLinkOld, errors } = form;
  const hasErrors = Object.values(errors).flat().some(Boolean);
  const title = hasErrors ? "入力をご確認ください：個別相談" : "個別相談のお申し込み";
  return (
    <Sheet site={site} title={title} heading="個別相談のお申し込み">
      <p>
        {`${site.senderName}と、一対一で話す時間です。何も決まっていなくて大丈夫ですし、話したあとで何かを決めていただく必要もありません。コースをお読みの方は、お申し込みのあと、メールでのご案内だけが止まり、レッスンはこれまでどおり届きます。`}
      </p>
      {isLinkOld && (
        <p class="next">
          このリンクは期限を過ぎているか、途中で切れているようです。お手数ですが、アドレスも書いてお申し込みください。
        </p>
      )}
      <Mend errors={errors} />
      <form class="consult" method="post" action="/consult" accept-charset="utf-8" novalidate autocomplete="on">
        {token !== "" && <input type="hidden" name="t" value={token} />}
        <Person form={form} />
        <Reach form={form} />
        <Times form={form} />
        <Talk form={form} />
        <p>
          <button type="submit">この内容で申し込む</button>
        </p>
        <p class="note">書いていただいたことは、{site.senderName}だけが読み、相談のためだけに使います。</p>
      </form>
      <script type="module" src={script} />
    </Sheet>
  );
}

function Mend({ errors }: { errors: ConsultErrors }) {
  const { form, times = [], ...fields } = errors;
  const all = { ...fields, ...Object.fromEntries(times.map((error, index) => [`day${index + 1}`, error])) };
  const wrong = Object.entries(all).filter(([, error]) => error);
  if (!form && wrong.length === 0) return null;
  return (
    <div class="mend in-sheet" role="alert">
      <p>{form ?? "もう少しだけ、ご確認をお願いします。書いたことは、そのまま残っています。"}</p>
      <ul>
        {wrong.map(([field]) => (
          <li key={field}>
            <a href={`#${field}`}>{LABELS[field]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Person({ form: { token, typed, errors } }: { form: ConsultForm }) {
  return (
    <fieldset>
      <legend>あなたのこと</legend>
      <Field id="name" label="お名前（呼び名でもかまいません）" error={errors.name}>
        <input
          type="text"
          autocomplete="name"
          maxlength={NAME_MAX}
          value={typed.name}
          {...fieldProps("name", errors.name)}
        />
      </Field>
      {token === "" && <AddressField label="メールアドレス" typed={typed.email} error={errors.email} />}
    </fieldset>
  );
}

function Reach({ form: { token, typed, errors } }: { form: ConsultForm }) {
  const where = token === "" ? "上のアドレスへ" : "コースのメールが届くアドレスへ";
  return (
    <fieldset>
      <legend>お返事の届け方</legend>
      <div class="ways">
        <Choice id="by-mail" value="mail" label={`メール（${where}）`} checked={typed.by === "mail"} />
        <Choice id="by-phone" value="phone" label="電話" checked={typed.by === "phone"} />
      </div>
      <div class="phone-only">
        <Field id="phone" label="電話番号" aside="電話のときだけ" error={errors.phone}>
          <input
            type="tel"
            autocomplete="tel"
            maxlength={30}
            value={typed.phone}
            {...fieldProps("phone", errors.phone)}
          />
        </Field>
        <Field id="hours" label="つながりやすい時間" aside="任意" error={errors.hours}>
          <input type="text" maxlength={PHONE_HOURS_MAX} value={typed.hours} {...fieldProps("hours", errors.hours)} />
        </Field>
      </div>
    </fieldset>
  );
}

function Choice(props: { id: string; value: string; label: string; checked: boolean }) {
  return (
    <div class="tick">
      <input id={props.id} type="radio" name="by" value={props.value} checked={props.checked} />
      <label for={props.id}>{props.label}</label>
    </div>
  );
}

function Talk({ form: { typed, errors } }: { form: ConsultForm }) {
  return (
    <fieldset>
      <legend>話したいこと</legend>
      <Field id="topic" label="いまのこと、迷っていること" aside="書かなくても申し込めます" error={errors.topic}>
        <textarea rows={4} maxlength={TOPIC_MAX} {...fieldProps("topic", errors.topic)}>
          {typed.topic}
        </textarea>
      </Field>
      <Attach text={typed.worksheet} error={errors.worksheet} />
    </fieldset>
  );
}
