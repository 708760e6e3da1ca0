/** How each mailbox lets our mails through: only what its own help pages call the setting, and where those are. */

import type { Child } from "hono/jsx";
import { MAILBOXES, type Mailbox } from "../domain/mailbox.ts";

type Help = { name: string; steps: (domain: Child) => Child; page: { href: string; label: string } };

const HELP: Readonly<Record<Mailbox, Help>> = {
  docomo: {
    name: "ドコモメール",
    steps: (domain) => (
      <>
        <li>ドコモメールアプリか My docomo の「メール設定」から、「迷惑メール対策」へ進みます。</li>
        <li>「受信リスト設定」で設定を利用するほうを選び、受信するドメインに {domain} を加えます。</li>
        <li>「迷惑メールおまかせブロック」をお使いのときは、迷惑メールフォルダーもご覧ください。</li>
      </>
    ),
    page: { href: "https://www.docomo.ne.jp/info/spam_mail/", label: "docomo.ne.jp の案内" },
  },
  au: {
    name: "au メール（au.com、ezweb.ne.jp）",
    steps: (domain) => (
      <>
        <li>au メールアプリの「メール設定」から、「迷惑メールフィルター」の設定へ進みます。</li>
        <li>個別設定の「受信リストに登録する」で、{domain} を加えます。</li>
        <li>受信リストにあるドメインのメールは、ほかの設定より優先して届きます。</li>
      </>
    ),
    page: { href: "https://www.au.com/support/", label: "au.com のサポート" },
  },
  softbank: {
    name: "ソフトバンクのメール",
    steps: (domain) => (
      <>
        <li>My SoftBank の「メール設定」から、「迷惑メール対策」の詳細設定へ進みます。</li>
        <li>お使いのアドレスのほう（Eメール(i) か S!メール）を選びます。</li>
        <li>「受信許可リスト」に {domain} を加えます。</li>
      </>
    ),
    page: { href: "https://www.softbank.jp/mobile/support/mail/antispam/", label: "softbank.jp の迷惑メール対策" },
  },
  ymobile: {
    name: "ワイモバイルのメール",
    steps: (domain) => (
      <>
        <li>My Y!mobile の、メールの設定をひらきます。</li>
        <li>「受信許可リスト」に {domain} を加えます。</li>
        <li>yahoo.ne.jp のアドレスでは、迷惑メールフォルダーもご覧ください。</li>
      </>
    ),
    page: { href: "https://www.ymobile.jp/support/", label: "ymobile.jp のサポート" },
  },
  gmail: {
    name: "Gmail",
    steps: (domain) => (
      <>
        <li>「迷惑メール」と「プロモーション」をご覧ください。検索の欄に {domain} と入れると早く見つかります。</li>
        <li>迷惑メールに入っていたら、ひらいて「迷惑メールではない」を押します。受信トレイに移ります。</li>
        <li>差出人を連絡先に加えておくと、次から届きやすくなります。</li>
      </>
    ),
    page: { href: "https://support.google.com/mail/answer/9008?hl=ja", label: "support.google.com のヘルプ" },
  },
  icloud: {
    name: "iCloud メール",
    steps: (domain) => (
      <>
        <li>「迷惑メール」フォルダーで、{domain} からのメールを探してください。</li>
        <li>見つかったら「迷惑メールではない」に分類し直します。次からは受信に届きます。</li>
      </>
    ),
    page: { href: "https://support.apple.com/ja-jp/102376", label: "support.apple.com の案内" },
  },
  outlook: {
    name: "Outlook・Hotmail",
    steps: (domain) => (
      <>
        <li>「迷惑メール」フォルダーをご覧ください。見つかったら「迷惑メールではない」に直します。</li>
        <li>迷惑メールの設定にある、信頼できる差出人のリスト（差出人セーフリスト）に {domain} を加えます。</li>
      </>
    ),
    page: { href: "https://support.microsoft.com/ja-jp/outlook", label: "support.microsoft.com のヘルプ" },
  },
  yahoo: {
    name: "Yahoo!メール",
    steps: (domain) => (
      <>
        <li>「迷惑メール」フォルダーをご覧ください。見つかったら「迷惑メールでない」と報告します。</li>
        <li>「なりすましメール拒否」をお使いのときは、「救済リスト」に {domain} を加えます。</li>
      </>
    ),
    page: { href: "https://mail.yahoo.co.jp/antispam/tools.html", label: "mail.yahoo.co.jp の迷惑メール対策" },
  },
};

/** Hers first and open; the others for whoever forwards her mails or was read wrongly. `mailbox` is null for a domain nobody knows. */
export function MailboxHelp({ mailbox, senderDomain }: { mailbox: Mailbox | null; senderDomain: string }) {
  return (
    <section class="aside mailboxes">
      <h2>{mailbox ? `${HELP[mailbox].name}で届かないときは` : "届かないときは"}</h2>
      {mailbox ? <Steps of={HELP[mailbox]} senderDomain={senderDomain} /> : <AnyMailbox senderDomain={senderDomain} />}
      <p class="note">{mailbox ? "ほかのメールでお受けとりの方へ" : "お使いのメールごとの案内"}</p>
      {MAILBOXES.filter((other) => other !== mailbox).map((other) => (
        <details key={other}>
          <summary>{HELP[other].name}</summary>
          <Steps of={HELP[other]} senderDomain={senderDomain} />
        </details>
      ))}
    </section>
  );
}

function Steps({ of: { steps, page }, senderDomain }: { of: Help; senderDomain: string }) {
  return (
    <>
      <ul>{steps(<strong class="address">{senderDomain}</strong>)}</ul>
      <p>
        くわしくは、<a href={page.href}>{page.label}</a>をご覧ください。
      </p>
    </>
  );
}

function AnyMailbox({ senderDomain }: { senderDomain: string }) {
  return (
    <ul>
      <li>迷惑メールや「プロモーション」のフォルダーに入っていることがあります。</li>
      <li>
        受信するドメインを選ぶ設定（ドメイン指定受信）があれば、<strong class="address">{senderDomain}</strong>{" "}
        を加えてください。
      </li>
    </ul>
  );
}
