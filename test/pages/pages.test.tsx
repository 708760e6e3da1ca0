/** What every page has in common, and what single pages must carry. */

import { expect, test } from "vitest";
import { EMPTY_FORM } from "../../src/http/sign-up-form.ts";
import { ConfirmExpiredPage, ConfirmPage } from "../../src/pages/confirm.tsx";
import type { CourseView } from "../../src/pages/course/view.ts";
import { CoursePage } from "../../src/pages/course.tsx";
import { CourseLessonPage } from "../../src/pages/course-lesson.tsx";
import { CourseLinkPage } from "../../src/pages/course-link.tsx";
import { GuidePage } from "../../src/pages/guide.tsx";
import { page } from "../../src/pages/layout.tsx";
import { LikelyAddressPage } from "../../src/pages/likely-address.tsx";
import { MessagePage } from "../../src/pages/message.tsx";
import { AddressChangedPage, NewAddressGonePage, NewAddressPage } from "../../src/pages/new-address.tsx";
import { ErasedPage, OwnerLinkPage, OwnerPage } from "../../src/pages/owner.tsx";
import { SignUpReceivedPage } from "../../src/pages/sign-up-received.tsx";
import { UnsubscribedPage, UnsubscribePage, UnsubscribeUnknownPage } from "../../src/pages/unsubscribe.tsx";
import { WelcomePage } from "../../src/pages/welcome.tsx";
import { site } from "./site.ts";

const common = { site };

const hers = {
  form: { ...EMPTY_FORM, email: "a<b>@example.jp", name: "花<子>" },
  senderDomain: "mail.ayumi.example",
};
const clock = { zone: "Asia/Tokyo", minute: 1290, paceDays: 1, quietDays: 0 };
const coming = [
  { lesson: { key: "two-faces", subject: "二つの<顔>", preheader: "" }, dueAt: Date.parse("2026-11-03T21:30+09:00") },
];
const view: CourseView = {
  state: "running",
  clock,
  part: 0,
  had: [{ key: "intro-guide", subject: "入門", at: 0, leaving: false, readable: true }],
  coming,
  why: "前の1通から1日後、21:30にお届けします。",
  consent: {
    wording: "<同意>します。",
    page: "https://b.example/<x>",
    given_at: 0,
    confirmed_at: 0,
    imported_at: null,
  },
  stopToken: "s",
};
const welcome = { guideUrl: "/guide?t=1", token: "t", plan: view, lineUrl: "https://line.example/add" };

const pages: Record<string, string> = {
  received: page(<SignUpReceivedPage {...common} {...hers} email="a<b>@example.jp" />),
  again: page(<SignUpReceivedPage {...common} {...hers} email="a<b>@example.jp" again />),
  likely: page(<LikelyAddressPage {...common} form={hers.form} token="" likely="hana@gmail.com" />),
  confirm: page(<ConfirmPage {...common} token={'t"1'} />),
  expired: page(<ConfirmExpiredPage {...common} />),
  welcome: page(<WelcomePage {...common} {...welcome} already={false} />),
  course: page(<CoursePage {...common} token={'t"1'} view={view} said="hour" goesOn={false} />),
  courseLink: page(<CourseLinkPage {...common} />),
  courseLesson: page(
    <CourseLessonPage {...common} subject="題" articleHtml="<article><h1>題</h1></article>" courseUrl="/course?t=1" />,
  ),
  owner: page(<OwnerPage {...common} token="t" asked={true} mistyped={"<hana@example"} />),
  ownerLink: page(<OwnerLinkPage {...common} />),
  erased: page(<ErasedPage {...common} when="11月2日（月）12:00" already={false} mailUnderWay={true} />),
  newAddress: page(<NewAddressPage {...common} token="t" />),
  addressChanged: page(<AddressChangedPage {...common} courseUrl="/course?t=1" />),
  newAddressGone: page(<NewAddressGonePage {...common} />),
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
  expect(html.match(/<style>/g)).toHaveLength(1);
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

test("the welcome page tells the dates to come, and after the last mail asks for no hour", () => {
  const last = page(<WelcomePage {...common} {...welcome} plan={{ clock, coming: [] }} already={true} />);
  expect(pages.welcome).toContain("11月3日（火）21:30");
  expect(pages.welcome).toContain('action="/course/hour"');
  expect(last).not.toContain('action="/course/hour"');
});

test("the welcome page leads to LINE when the author is there, and only then", () => {
  const without = page(<WelcomePage {...common} {...welcome} lineUrl={undefined} already={false} />);
  expect(pages.welcome).toContain('<a href="https://line.example/add">');
  expect(without).not.toContain("LINE");
});

test("her page says what happened in our own words alone", () => {
  const said = (name: string) => page(<CoursePage {...common} token="t" view={view} said={name} goesOn={false} />);
  expect(pages.course).toContain('role="status"');
  expect(said("no-day")).toContain('role="alert"');
  expect(said("constructor")).not.toMatch(/role="(status|alert)"/);
  expect(said("<b>")).not.toContain("&lt;b&gt;");
});

test.each([
  ["running", ["/course/hour", "/course/days", "/course/pace", "/course/next", "/course/again"]],
  ["finished", ["/course/again"]],
  ["stopped", []],
  ["unreachable", []],
] as const)("what her page offers when she is %s", (state, deeds) => {
  const html = page(
    <CoursePage
      {...common}
      token="t"
      view={{ ...view, state, coming: state === "running" ? coming : [] }}
      said=""
      goesOn={false}
    />,
  );
  const offered = [...html.matchAll(/action="([^"]+)"/g)].map(([, action]) => action);
  const always = state === "unreachable" ? [] : ["/course/fresh-link"];
  const stop = state === "running" || state === "finished" ? ["/unsubscribe"] : [];
  expect(offered.sort()).toEqual([...deeds, ...always, ...stop].sort());
});
