/** The door of the desk: asking for the link, pressing its button, and why it stays shut. */

import { AddressField } from "../field.tsx";
import type { PageProps } from "../layout.tsx";
import { DoorFrame } from "./frame.tsx";

/** `wasIn`: she sent a form, or came from a page of the desk, and her session is over. */
export function SignInPage({
  site,
  wrong,
  typed,
  lost,
}: PageProps & { wrong?: string; typed?: string; lost?: boolean }) {
  return (
    <DoorFrame site={site} title="作業台に入る">
      {lost && (
        <p class="warn">
          サインインの期限が切れていたため、いまの操作は行っていません。入りなおしたあと、ブラウザーの「戻る」で前のページに戻ると、ご記入のまま送れます。
        </p>
      )}
      <p>
        ここは、このコースの運営者が使う場所です。届けてあるアドレスを入れると、入るためのリンクをメールでお送りします。
      </p>
      <form method="post" action="/admin/sign-in" novalidate>
        <AddressField label="運営者のメールアドレス" typed={typed ?? ""} error={wrong} isAlone />
        <p>
          <button type="submit">リンクを送る</button>
        </p>
      </form>
    </DoorFrame>
  );
}

/** The same for every address. */
export function LinkAskedPage({ site }: PageProps) {
  return (
    <DoorFrame site={site} title="メールをご覧ください">
      <p>
        運営者のアドレスでしたら、入るためのリンクがまもなく届きます。リンクは15分のあいだ、一度だけ使えます。ほかのアドレスには、何もお送りしていません。
      </p>
      <p class="note">
        届かないときは、設定の AUTHOR_EMAIL
        と同じアドレスかどうかと、迷惑メールのフォルダーをお確かめください。何度も求められると、1時間ほどお送りしないことがあります。そのときは、先に届いたメールのリンクが使えます。
      </p>
    </DoorFrame>
  );
}

export function EnterPage({ site, token }: PageProps & { token: string }) {
  return (
    <DoorFrame site={site} title="作業台に入る">
      <p>ボタンを押すと、このブラウザーで7日のあいだ、作業台を開いておけます。</p>
      <form method="post" action="/admin/enter">
        <input type="hidden" name="t" value={token} />
        <button type="submit">入る</button>
      </form>
    </DoorFrame>
  );
}

const WHY_NOT = {
  used: "このリンクは、もう一度使われています。リンクで入れるのは一度だけです。",
  expired: "このリンクは、期限の15分を過ぎました。",
  forged: "このリンクは正しくありません。途中で切れていないか、お確かめください。",
} as const;

export function LinkRefusedPage({ site, why }: PageProps & { why: keyof typeof WHY_NOT }) {
  return (
    <DoorFrame site={site} title="このリンクでは入れません">
      <p>{WHY_NOT[why]}</p>
      <p>
        <a class="button" href="/admin/sign-in">
          新しいリンクを受けとる
        </a>
      </p>
    </DoorFrame>
  );
}

/** Where Cloudflare Access is the door, and the request did not come through it. */
export function AccessOnlyPage({ site }: PageProps) {
  return (
    <DoorFrame site={site} title="Cloudflare Accessからお入りください">
      <p>
        このサイトの作業台は、Cloudflare
        Accessを通ってだけ開けます。いまのアクセスには、その証明がないか、期限が切れています。
      </p>
      <p class="note">
        ページを読み直しても変わらないときは、Accessのアプリケーションがこのサイトの /admin を含んでいるかと、設定
        ACCESS_TEAM_DOMAIN・ACCESS_AUD
        がそのアプリケーションのものかをお確かめください。二つの設定を消すと、AUTHOR_EMAIL
        へのメールで入れるようになります。
      </p>
    </DoorFrame>
  );
}
