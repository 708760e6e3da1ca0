/** What only she may do, from a link she has just asked for: a copy of everything, another address, being erased. */

import { Deed } from "./course/clock-forms.tsx";
import { AddressField, NO_ADDRESS } from "./field.tsx";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

type OwnerProps = PageProps & {
  token: string;
  /** Whether she just asked to move: the same words whatever became of it. */
  asked: boolean;
  /** What she typed and cannot be an address. */
  mistyped?: string | undefined;
};

export function OwnerPage({ site, token, asked, mistyped }: OwnerProps) {
  return (
    <Sheet site={site} title="ご本人の手続き">
      {asked && (
        <p class="said" role="status">
          新しいアドレスの受信箱をご覧ください。確認のメールが届いたら、その中のリンクから終えてください。届かなければ、綴りをお確かめください。すでにコースが届いているアドレスや、メールをお届けできないアドレスには、お送りしていません。
        </p>
      )}
      <section>
        <h2>記録の控えを受けとる</h2>
        <p>こちらでお預かりしているあなたの記録を、ひとつのファイル（JSON）にしてお渡しします。</p>
        <Deed action="/course/export" token={token} button="控えを受けとる" />
      </section>
      <section>
        <h2>届け先を変える</h2>
        <p>新しいアドレスへ確認のメールをお送りします。そこから終えていただくまで、届け先は変わりません。</p>
        <Deed action="/course/address" token={token} button="確認のメールを送る">
          <AddressField
            label="新しいメールアドレス"
            typed={mistyped ?? ""}
            error={mistyped === undefined ? undefined : NO_ADDRESS}
            isAlone
          />
        </Deed>
      </section>
      <section>
        <h2>登録と記録を消す</h2>
        <p>
          アドレス、お名前、読んだレッスンの記録を消します。押すとすぐに消え、元には戻せません。同意いただいた記録と、お送りしてはいけないアドレスの目印だけは、アドレスそのものではない符号の形で残ります。
        </p>
        <Deed action="/course/erase" token={token} button="登録と記録を消す" quiet />
      </section>
    </Sheet>
  );
}

/** For a link past its two hours, one that was used up by a move, and one that was never ours. */
export function OwnerLinkPage({ site }: PageProps) {
  return (
    <Sheet site={site} title="このリンクは使えなくなっています">
      <p>手続きのリンクは短い時間だけ使えます。期限を過ぎたか、手続きがもうすんでいるのかもしれません。</p>
      <p>
        コースのメールの終わりにある「予定を見る・時刻を変える」から、もう一度リンクをお求めください。届け先を変えられたときは、新しいアドレスに届いたメールからお願いします。
      </p>
      <p class="note">
        うまくいかないときは、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </Sheet>
  );
}

type ErasedProps = PageProps & { when: string; already: boolean; mailUnderWay: boolean };

/** The receipt. `when` is day and hour in the course's zone. */
export function ErasedPage({ site, when, already, mailUnderWay }: ErasedProps) {
  return (
    <Sheet site={site} title={already ? "お預かりしているものはありません" : "登録と記録を消しました"}>
      <p>
        {already
          ? "このアドレスの登録と記録は、もうこちらにはありません。"
          : `${when}に、アドレス、お名前、時刻などの設定、レッスンとお知らせの記録を消しました。これまでご一緒できて、うれしく思いました。`}
      </p>
      {mailUnderWay && (
        <p class="next">
          ただ、手続きのときに送信の途中だったメールが1通あり、それだけは届くかもしれません。そのあとは届きません。
        </p>
      )}
      <section class="aside">
        <h2>残っているもの</h2>
        <WhatStays />
        <p>
          この画面が、消したことの控えです。ご質問は <ReachUs site={site} /> までどうぞ。
        </p>
      </section>
    </Sheet>
  );
}

/** Also for the author, who erases somebody at her wish. */
export function WhatStays() {
  return (
    <ul class="stays">
      <li>
        メールをお送りしてよいと同意いただいた記録。法律で3年のあいだ残すことが求められる場合があるためで、アドレスそのものではなく、元に戻せない符号だけで残します。
      </li>
      <li>迷惑メールの報告や不達があったときは、二度とお送りしないための目印。これも符号だけです。</li>
      <li>データベースの控え。長くて30日で、ひとりでに消えます。</li>
    </ul>
  );
}
