/** What every page has in common, and what single pages must carry. */

import { expect, test } from "vitest";
import { ConfirmExpiredPage, ConfirmPage } from "../../src/pages/confirm.tsx";
import { GuidePage } from "../../src/pages/guide.tsx";
import { page } from "../../src/pages/layout.tsx";
import { MessagePage } from "../../src/pages/message.tsx";
import { SignUpReceivedPage } from "../../src/pages/sign-up-received.tsx";
import { UnsubscribedPage, UnsubscribePage, UnsubscribeUnknownPage } from "../../src/pages/unsubscribe.tsx";
import { WelcomePage } from "../../src/pages/welcome.tsx";
import { site } from "./site.ts";

const common = { nonce: "n0nce", site };

const pages: Record<string, string> = {
  received: page(<SignUpReceivedPage {...common} email="a<b>@example.jp" senderDomain="mail.ayumi.example" />),
  confirm: page(<ConfirmPage {...common} token={'t"1'} />),
  expired: page(<ConfirmExpiredPage {...common} />),
  welcome: page(<WelcomePage {...common} guideUrl="/guide?t=1" nextLine="次のメールは明日です。" already={false} />),
  unsubscribe: page(<UnsubscribePage {...common} token="a&b" />),
  unsubscribed: page(<UnsubscribedPage {...common} mailUnderWay={false} />),
  unknown: page(<UnsubscribeUnknownPage {...common} />),
  guide: page(
    <GuidePage {...common} articleHtml={'<article class="lesson"><h1>入門</h1></article>'} lineAddUrl={undefined} />,
  ),
  message: page(
    <MessagePage {...common} title="<混雑>" lines={["少し<b>待って"]} link={{ href: "/", label: "戻る" }} />,
  ),
};

test.each(Object.entries(pages))("%s: a whole document that a strict CSP lets through", (name, html) => {
  expect(html).toMatch(/^<!DOCTYPE html><html lang="ja">/);
  expect(html.match(/<style nonce="n0nce">/g)).toHaveLength(1);
  expect(html).not.toMatch(/ style="| on[a-z]+="|<script/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html.includes('<meta name="robots" content="noindex"')).toBe(name !== "guide");
});

test.each(Object.entries(pages))("%s: says who sends, from where, and how to reach her", (_name, html) => {
  expect(html).toContain(site.senderName);
  expect(html).toContain(site.senderAddress);
  expect(html).toContain('<a href="mailto:author@example.com">');
});

test("words from outside are escaped", () => {
  expect(pages.received).toContain("a&lt;b&gt;@example.jp");
  expect(pages.confirm).toContain('<input type="hidden" name="t" value="t&quot;1"');
  expect(pages.message).toContain("少し&lt;b&gt;待って");
});

test("stopping keeps its token in the query of the form's action", () => {
  expect(pages.unsubscribe).toContain('<form method="post" action="/unsubscribe?t=a%26b">');
});

test("a mail under way is owned up to, and only then", () => {
  const underWay = page(<UnsubscribedPage {...common} mailUnderWay={true} />);
  expect(underWay).toContain("送信の途中だったメールが1通");
  expect(pages.unsubscribed).not.toContain("送信の途中");
});

test("the guide leads to the worksheet, to the sign-up, and to LINE where the author has it", () => {
  const withLine = page(<GuidePage {...common} articleHtml="" lineAddUrl="https://lin.ee/a?b&c" />);
  expect(withLine).toContain('<a href="https://lin.ee/a?b&amp;c" rel="noopener">');
  expect(pages.guide).not.toContain("LINE");
  for (const html of [withLine, pages.guide]) expect(html).toMatch(/href="\/work".*href="\/#signup"/s);
});

test("after the last mail the welcome page has no line about a next one", () => {
  const last = page(<WelcomePage {...common} guideUrl="/guide" nextLine="" already={true} />);
  expect(pages.welcome).toContain('<p class="next">次のメールは明日です。</p>');
  expect(last).not.toContain('class="next"');
});
