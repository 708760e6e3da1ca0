/** What stopped a reader, and the safe way back: a button where the author may press one, her own step where only she may. */

import { localYearDateAndTime } from "../../../domain/clock.ts";
import type { SuppressionReason } from "../../../domain/delivery.ts";
import { CONFIRM_LINK_LIFE, DAY, UNCONFIRMED_LIFE } from "../../../domain/numbers.ts";
import { stateOf } from "../../../domain/reader-state.ts";
import { mailWords } from "../../../domain/words-of-ledger.ts";
import type { Site } from "../../layout.tsx";
import { DeskDeed, ReasonField } from "./deeds.tsx";
import type { ReaderView } from "./view.ts";

type WayBackProps = ReaderView & { site: Site };

export function WayBack({ course, reader, now, site }: WayBackProps) {
  const state = stateOf(reader.facts);
  if (state === "reading" || state === "finished") return null;
  return (
    <section>
      <h2>止まっているわけと、戻し方</h2>
      {state === "suppressed" && <Suppressed course={course} reader={reader} now={now} site={site} />}
      {state === "unsubscribed" && <Unsubscribed course={course} reader={reader} now={now} site={site} />}
      {state === "unconfirmed" && <Unconfirmed course={course} reader={reader} now={now} site={site} />}
      {state === "stopped" && (
        <p>
          送信停止は解かれていますが、コースは止まったままです。本人が <SignUpPage site={site} />{" "}
          から同じアドレスで申し込み、届いたメールで確認すると、止まったところの続きから届きます。
        </p>
      )}
    </section>
  );
}

function SignUpPage({ site }: { site: Site }) {
  return <a href="/">{site.url}</a>;
}

function Unsubscribed({ course, reader: { facts, deeds }, site }: WayBackProps) {
  const at = facts.unsubscribed_at ?? facts.stopped_at;
  const byHand = deeds.find(({ deed }) => deed === "stopped");
  return (
    <>
      <p>
        {at !== null && `${localYearDateAndTime(course.zone, at)}に`}
        {byHand && byHand.done_at === at
          ? `、本人の希望をうけて、ここから止めました（${byHand.reason}）。`
          : "本人が配信を止めました。"}
      </p>
      <p>
        戻せるのは本人だけです。
        <SignUpPage site={site} />{" "}
        から同じアドレスで申し込み、届いたメールのボタンを押していただくと、止めたところの続きから届きます。こちらから送りなおすことはできません。
      </p>
    </>
  );
}

function Unconfirmed({ course, reader, now }: WayBackProps) {
  const { signedUpAt, notices } = reader;
  const mail = notices.find(({ kind }) => kind === "confirm");
  const forgottenAt = signedUpAt + UNCONFIRMED_LIFE;
  return (
    <>
      <p>
        まだアドレスの確認がすんでいません。
        {mail
          ? `確認のメールは${localYearDateAndTime(course.zone, mail.sent_at ?? mail.created_at)}のもので、いまは「${mailWords(mail)}」です。`
          : "確認のメールは、まだ送られていません。"}
      </p>
      <p>
        {`迷惑メールのフォルダーを見ていただき、メールのボタンを押していただくのが早道です。リンクは${CONFIRM_LINK_LIFE / DAY}日のあいだ使えます。見つからなければ、翌日もう一度申し込んでいただくと、新しい確認のメールが届きます。こちらから確認をすませることはできません。`}
      </p>
      <p class="note">
        {forgottenAt > now
          ? `確認がなければ、${localYearDateAndTime(course.zone, forgottenAt)}ごろ、この登録は自動で消えます。`
          : "まもなく、この登録は自動で消えます。"}
      </p>
    </>
  );
}

const WHY: Readonly<Record<SuppressionReason, string>> = {
  manual: "手動で、このアドレスへの送信を停止しました。",
  hard_bounce: "このアドレスにはメールが届かない、と送信サービスから知らせがありました。",
  complaint: "本人が、コースのメールを迷惑メールとして報告しました。",
};

const WHEN_TO: Readonly<Record<SuppressionReason, string>> = {
  manual: "停止したわけがなくなったら、下のボタンで解けます。",
  hard_bounce:
    "綴りのまちがいなら、正しいアドレスで申し込みなおしていただくのが確かです。同じアドレスがまた使えるとわかったときだけ、下のボタンで解いてください。Resendの画面（Suppressions）からも、このアドレスを外してください。",
  complaint:
    "また読みたいと、本人がメールなどの書面で希望したときだけ解けます。電話だけでは解かないでください。Resendの画面（Suppressions）からも、このアドレスを外してください。",
};

/** Nothing is sent by it: she has to sign up and confirm anew. */
function Suppressed({ course, reader, site }: WayBackProps) {
  const { suppression, changes, email } = reader;
  if (!suppression) return null;
  const { reason, created_at: since } = suppression;
  const added = reason === "manual" ? changes.find(({ change }) => change === "added") : undefined;
  return (
    <>
      <p>
        {`${localYearDateAndTime(course.zone, since)}から停止。${WHY[reason]}${added ? `理由：${added.reason}` : ""}`}
      </p>
      <p>
        {WHEN_TO[reason]}解いただけでは何も送りません。本人が <SignUpPage site={site} />{" "}
        からもう一度申し込み、確認すると、続きから届きます。
      </p>
      <DeskDeed reader={reader} deed="release" button="送信停止を解く" quiet>
        <ReasonField id="release-reason" label="解くわけ" />
        {reason === "complaint" && (
          <label class="choice">
            <input type="checkbox" name="asked" value="yes" />
            <span>本人の希望を、書面で受けとりました</span>
          </label>
        )}
      </DeskDeed>
      <p class="note">
        コマンドなら：
        <code>{`npm run suppression -- --email ${email} --remove --reason "…"${reason === "complaint" ? " --she-asked" : ""} --remote`}</code>
      </p>
    </>
  );
}
