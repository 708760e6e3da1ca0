/** Her own page: where she is in the course, what comes when and why, and everything she can change about it. */

import { localDateAndTime } from "../domain/clock.ts";
import { DaysForm, Deed, HourForm, PaceForm } from "./course/clock-forms.tsx";
import { AgainForm, ComingLessons, HadLessons } from "./course/lessons.tsx";
import { ConsentReceipt } from "./course/receipt.tsx";
import { COURSE_SAYINGS } from "./course/said.ts";
import type { CourseView } from "./course/view.ts";
import { type PageProps, ReachUs, Sheet, type Site } from "./layout.tsx";
import { SaidLine } from "./said.tsx";

type CourseProps = PageProps & {
  token: string;
  view: CourseView;
  /** The name of what just happened, or any other text. */
  said: string;
  /** Whether lessons added to the course later reach those who have finished. */
  goesOn: boolean;
};

export function CoursePage({ site, token, view, said, goesOn }: CourseProps) {
  const { state, clock, had } = view;
  const isOn = state === "running" || state === "finished";
  return (
    <Sheet site={site} title="コースの予定と設定">
      <SaidLine sayings={COURSE_SAYINGS} said={said} />
      <Next view={view} token={token} site={site} />
      {view.coming.length > 1 && (
        <section>
          <h2>そのあとに届くレッスン</h2>
          <ComingLessons coming={view.coming.slice(1)} clock={clock} />
        </section>
      )}
      {state === "running" && <ClockSection token={token} view={view} />}
      {had.length > 0 && (
        <section>
          <h2>届いたレッスン</h2>
          <p class="note">題名を押すと、ページで読み直せます。</p>
          <HadLessons had={had} clock={clock} token={token} />
        </section>
      )}
      {isOn && had.some(({ readable }) => readable) && (
        <section>
          <h2>もう一度読みはじめる</h2>
          <AgainForm had={had} part={view.part} token={token} />
        </section>
      )}
      <AfterLast goesOn={goesOn} />
      {view.consent && <ConsentReceipt consent={view.consent} zone={clock.zone} site={site} />}
      <Owner state={state} token={token} site={site} />
      {isOn && <Stop token={view.stopToken} />}
    </Sheet>
  );
}

function Next({ view, token, site }: { view: CourseView; token: string; site: Site }) {
  const [next] = view.coming;
  switch (view.state) {
    case "running":
      return next ? (
        <section>
          <h2>次のレッスン</h2>
          <p class="next">
            {next.lesson.subject}
            <br />
            {localDateAndTime(view.clock.zone, next.dueAt)}
          </p>
          <p class="note">{view.why}</p>
          <Deed action="/course/next" token={token} button="次のレッスンを、いま受けとる" quiet>
            <input type="hidden" name="lesson" value={next.lesson.key} />
          </Deed>
        </section>
      ) : null;
    case "finished":
      return <p class="next">最後のレッスンまで、お届けしました。ここまで歩いてくださって、ありがとうございます。</p>;
    case "stopped":
      return (
        <p class="next">
          配信は止まっています。また読みたくなったら、<a href="/">トップページ</a>
          から同じアドレスでお申し込みください。止めたところの続きからお届けします。
        </p>
      );
    case "unreachable":
      return (
        <p class="next">
          このアドレスにはメールをお届けできなくなったため、配信を止めています。お心当たりがなければ、
          <ReachUs site={site} /> までお知らせください。
        </p>
      );
  }
}

function ClockSection({ token, view: { clock } }: { token: string; view: CourseView }) {
  return (
    <section class="settings">
      <h2>届き方を変える</h2>
      <HourForm token={token} clock={clock} />
      <DaysForm token={token} clock={clock} />
      <PaceForm token={token} clock={clock} />
      <p class="note">どれを変えても、前の1通から12時間はあけてお届けします。</p>
    </section>
  );
}

function AfterLast({ goesOn }: { goesOn: boolean }) {
  return (
    <section class="aside">
      <h2>最後のレッスンのあと</h2>
      <p>
        {goesOn
          ? "最後のレッスンのあとも、コースに新しいレッスンが加わったときは、1通ずつお届けします。ほかのご案内をお送りすることはありません。"
          : "最後のレッスンをお届けしたあとは、こちらからメールをお送りすることはありません。ご自分で手続きやご相談をなさったときの、確認とお返事だけは別です。"}
      </p>
    </section>
  );
}

function Owner({ state, token, site }: { state: CourseView["state"]; token: string; site: Site }) {
  return (
    <section>
      <h2>ご本人の手続き</h2>
      <p>
        記録の控えを受けとる、届け先のアドレスを変える、登録と記録を消す。この三つは、転送されたメールから誰かが押すことのないように、そのつどメールでお送りするリンクからお願いしています。
      </p>
      {state === "unreachable" ? (
        <p>
          いまはメールをお送りできないため、
          <ReachUs site={site} /> までお知らせください。
        </p>
      ) : (
        <Deed action="/course/fresh-link" token={token} button="手続きのリンクをメールで受けとる" quiet />
      )}
    </section>
  );
}

function Stop({ token }: { token: string }) {
  return (
    <section>
      <h2>配信を止める</h2>
      <p>押すとすぐに止まります。理由はうかがいません。</p>
      <Deed action="/unsubscribe" token={token} button="配信を停止する" quiet />
    </section>
  );
}
