/**
 * The page after the sign-up form: look into your inbox.
 *
 * It is the same for a new, a known, an unconfirmed and a suppressed address, so that nobody can find out here who is
 * on the list; every sentence holds in all four cases.
 */

import { domainOf } from "../domain/address.ts";
import { mailboxOf } from "../domain/mailbox.ts";
import { CONFIRM_LINK_LIFE, DAY } from "../domain/numbers.ts";
import { Trail } from "./illustrations.tsx";
import type { SignUpFormState } from "./landing.tsx";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";
import { OtherAddress } from "./likely-address.tsx";
import { MailboxHelp } from "./mailbox-help.tsx";

/** `senderDomain` is what stands behind the @ of the mails' sender. `again`: she asked to be sent the mail once more. */
type ReceivedProps = PageProps & { email: string; form: SignUpFormState; senderDomain: string; again?: boolean };

export function SignUpReceivedPage({ site, email, form, senderDomain, again }: ReceivedProps) {
  const days = CONFIRM_LINK_LIFE / DAY;
  return (
    <Sheet site={site} title="受信箱をご覧ください" drawing={<Trail reached={1} />}>
      <p>
        {again ? "もう一度のお願いを受けとりました。" : "お申し込みを受けとりました。"}続きは、
        <strong class="address">{email}</strong> の受信箱でお願いします。
      </p>
      <ol class="todo">
        <li>
          <span>
            数分待って、<strong class="address">{senderDomain}</strong> からのメールを探してください。
          </span>
        </li>
        <li>アドレスの確認をお願いするメールでしたら、中のリンクを開いてください。</li>
        <li>開いたページで登録のボタンを押すと、登録が終わります。</li>
      </ol>
      <p>{`確認のリンクは、メールをお送りしてから${days}日間使えます。はじめての方は、登録のボタンを押さないかぎり、コースのメールは届きません。`}</p>
      <MailboxHelp mailbox={mailboxOf(domainOf(email))} senderDomain={senderDomain} />
      <StillNothing site={site} email={email} form={form} again={again ?? false} />
    </Sheet>
  );
}

function StillNothing({
  site,
  email,
  form,
  again,
}: Pick<ReceivedProps, "site" | "email" | "form"> & { again: boolean }) {
  return (
    <section class="aside">
      <h2>それでも見つからないときは</h2>
      {!again && <SendAgain email={email} form={form} />}
      <OtherAddress form={form} label="別のアドレスで申し込む" />
      <ul>
        <li>確認のメールをお送りするのは、同じアドレスには24時間に2通までです。少し前のメールも探してみてください。</li>
        <li>前に登録がお済みのアドレスには、確認のかわりに、そのお知らせが届くことがあります。</li>
        <li>
          以前にメールを受けとれなかったアドレスには、お送りできないことがあります。別のアドレスをお使いください。
        </li>
      </ul>
      <p>
        お困りでしたら、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </section>
  );
}

function SendAgain({ email, form }: { email: string; form: SignUpFormState }) {
  return (
    <form class="choices" method="post" action="/signup/again" accept-charset="utf-8">
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="name" value={form.name} />
      <button type="submit">確認のメールをもう一度送る</button>
    </form>
  );
}
