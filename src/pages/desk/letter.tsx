/** One letter: how it looks, whom it goes to, how many they are, and the button that stops it. */

import { localDateAndTime } from "../../domain/clock.ts";
import { mondayOf } from "../../domain/funnel.ts";
import { type Group, type LetterState, paceOf } from "../../domain/letter.ts";
import { SaidLine } from "../said.tsx";
import { ChooseForm } from "./choose-form.tsx";
import { type Count, countWords, Figure } from "./figures.tsx";
import { DeskFrame, type DeskProps } from "./frame.tsx";
import { LETTER_SAYINGS } from "./letter-said.ts";
import { HowItGoes, WHOM_WORDS } from "./letter-words.tsx";
import { StateFlag } from "./letters.tsx";

type Sending = {
  readonly id: number;
  readonly whom: Group["whom"];
  readonly source: string | null;
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly state: LetterState;
  readonly people: number;
  readonly enrolled: number;
  readonly up_to_id: number | null;
  readonly digest: string | null;
  readonly confirmed_at: number | null;
  readonly sent_in_all: number;
};

export type LetterView = {
  readonly key: string;
  readonly now: number;
  readonly zone: string;
  /** Null when its file is gone. */
  readonly letter: { readonly subject: string; readonly digest: string } | null;
  readonly newest: Sending | null;
  readonly waiting: Count;
  readonly sources: readonly string[];
  readonly dailyLimit: number | undefined;
  readonly authorEmail: string;
};

type PartProps = { view: LetterView; sending: Sending };

export function LetterPage({ view, said, ...props }: DeskProps & { view: LetterView; said: string }) {
  const { key, letter, newest } = view;
  const isUnderWay = newest?.state === "sending" || newest?.state === "stopping";
  return (
    <DeskFrame {...props} title={letter?.subject ?? key} path="/admin/letters">
      <SaidLine sayings={LETTER_SAYINGS} said={said} />
      <p>
        <StateFlag state={newest?.state ?? null} /> これまでに{number(newest?.sent_in_all ?? 0)}通を送りました。
      </p>
      {letter === null && (
        <p class="warn" role="alert">
          <code>{`emails/letters/${key}.tsx`}</code>{" "}
          が、いまのサイトにはありません。残りの分は、ファイルが戻るまで送られません。
        </p>
      )}
      {letter && !isUnderWay && <Look view={view} />}
      <Stage view={view} />
      {letter && isUnderWay && <Look view={view} />}
    </DeskFrame>
  );
}

/** What can be done at this moment. */
function Stage({ view }: { view: LetterView }) {
  const { newest, letter } = view;
  switch (newest?.state) {
    case "counting":
      return <Counting view={view} sending={newest} />;
    case "counted":
      return <Confirm view={view} sending={newest} />;
    case "sending":
    case "stopping":
      return <UnderWay view={view} sending={newest} />;
    default:
      return letter ? <ChooseForm letterKey={view.key} sources={view.sources} again={newest !== null} /> : null;
  }
}

function Look({ view: { key, authorEmail } }: { view: LetterView }) {
  const path = `/admin/letters/${key}`;
  return (
    <section>
      <h2>手紙を見る</h2>
      <p>
        <a href={`${path}/mail`}>花子さんに届く形</a>・<a href={`${path}/mail?name=none`}>名前のない人に届く形</a>
      </p>
      <form method="post" action={`${path}/test`}>
        <button type="submit" class="quiet">
          自分にテストを送る
        </button>
      </form>
      <p class="note">{`${authorEmail} に届きます。中のリンクはだれのものでもなく、押しても何も変わりません。`}</p>
    </section>
  );
}

function Counting({ view: { key }, sending }: PartProps) {
  return (
    <section>
      <h2>人数を数えています</h2>
      <p>{`${groupWords(sending)}を数えています。いまのところ${number(sending.people)}人です。`}</p>
      <p class="note">
        読者が多いので、5分ごとに4万人ずつ数えます（1人につき6行ほどを読みます）。しばらくして、このページを開きなおしてください。
      </p>
      <Withdraw letterKey={key} id={sending.id} />
    </section>
  );
}

function Confirm({ view: { key, letter, dailyLimit }, sending }: PartProps) {
  const { id, people } = sending;
  if (people === 0) {
    return (
      <section>
        <h2>送る相手がいません</h2>
        <p>{`${groupWords(sending)}は、いま0人です。もう受けとった人と、配信を止めた人は入りません。`}</p>
        <Withdraw letterKey={key} id={id} />
      </section>
    );
  }
  return (
    <section>
      <h2>{`${number(people)}人に送ります`}</h2>
      <p>{`${groupWords(sending)}。この手紙をもう受けとった人、配信を止めた人、届かなくなったアドレスの人は入っていません。`}</p>
      <p>{durationWords(people, dailyLimit)}</p>
      <HowItGoes />
      {letter && (
        <form method="post" action={`/admin/letters/${key}/confirm`}>
          <input type="hidden" name="id" value={String(id)} />
          <input type="hidden" name="digest" value={letter.digest} />
          <div class="field">
            <label for="people">確かめのため、人数を数字で入れてください</label>
            <input
              id="people"
              name="people"
              class="count"
              type="text"
              inputmode="numeric"
              autocomplete="off"
              required
            />
          </div>
          <p>
            <button type="submit">この手紙を送る</button>
          </p>
        </form>
      )}
      <Withdraw letterKey={key} id={id} />
    </section>
  );
}

function UnderWay({ view: { key, zone, waiting, letter }, sending }: PartProps) {
  const { state, people, enrolled, up_to_id, confirmed_at, digest } = sending;
  return (
    <section>
      <h2>{state === "stopping" ? "止めています" : "送っています"}</h2>
      <dl class="figures">
        <Figure name="送ると決めた人数" value={`${number(people)}人`} />
        <Figure name="順番に入った人" value={`${number(enrolled)}人`} small={up_to_id === null ? "" : "まだ続きます"} />
        <Figure name="時刻を待っている人" value={countWords(waiting)} />
      </dl>
      <p>{`${groupWords(sending)}へ。${confirmed_at === null ? "" : `${localDateAndTime(zone, confirmed_at)}に受けつけました。`}`}</p>
      {letter && digest !== letter.digest && (
        <p class="warn">送りはじめたあとに、手紙が書き換えられました。これから送る人には、新しいほうが届きます。</p>
      )}
      {state === "sending" && (
        <form method="post" action={`/admin/letters/${key}/stop`}>
          <button type="submit" class="quiet">
            この手紙を止める
          </button>
        </form>
      )}
      <p class="note">
        止めると、まだ送り出していない人には届きません。送信サービスに渡しはじめた分（多くて数分ぶん）は届くことがあります。あとで同じ手紙を選びなおすと、届いていない人だけに送れます。
      </p>
    </section>
  );
}

function Withdraw({ letterKey, id }: { letterKey: string; id: number }) {
  return (
    <form method="post" action={`/admin/letters/${letterKey}/withdraw`}>
      <input type="hidden" name="id" value={String(id)} />
      <button type="submit" class="quiet">
        選びなおす
      </button>
    </form>
  );
}

function groupWords({ whom, source, from_week, to_week }: Sending): string {
  const from = from_week === null ? "" : `${mondayOf(from_week)}の週から`;
  const to = to_week === null ? "" : `${mondayOf(to_week)}の週まで`;
  const when = from + to === "" ? "" : `、${from}${to}に登録`;
  return `${WHOM_WORDS[whom]}${source === null ? "" : `（「${source}」から${when}）`}${source === null && when !== "" ? `（${when.slice(1)}）` : ""}`;
}

function durationWords(people: number, dailyLimit: number | undefined): string {
  const pace = paceOf(people, dailyLimit);
  return "days" in pace
    ? `1日の上限があるので、送り終えるまで早くて${number(pace.days)}日かかります。レッスンが先に出て、残った分だけ手紙が出ます。`
    : `送り出すこと自体は合わせて${number(pace.minutes)}分ほどで、24時間のうちに、それぞれの時刻で出ていきます（その日がお休みの人と、レッスンが近い人は、もっとあとです）。`;
}

function number(count: number): string {
  return count.toLocaleString("ja-JP");
}
