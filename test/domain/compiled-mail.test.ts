/** Compiled mails: a reader's own words go in where the marks are, and can do no harm there. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { asIs, type Cut, escapeHtml, escapeLines, fill, withoutInvitations } from "../../src/domain/compiled-mail.ts";

const CUT: Cut = { literals: ["<p>", 'こんにちは。</p><a href="', '">停止</a>'], marks: ["dear", "unsubscribe_url"] };

test("values stand between the literals, in order", () => {
  const values = { dear: "花子さん、", unsubscribe_url: "https://a.example/u?t=1" };
  expect(fill(CUT, values, asIs)).toBe('<p>花子さん、こんにちは。</p><a href="https://a.example/u?t=1">停止</a>');
});

test("a cut without marks is its one literal", () => {
  expect(fill({ literals: ["やあ"], marks: [] }, {}, escapeHtml)).toBe("やあ");
});

test("a mark may stand twice, and an empty value is a value", () => {
  expect(fill({ literals: ["", "-", ""], marks: ["dear", "dear"] }, { dear: "花" }, asIs)).toBe("花-花");
  expect(fill({ literals: ["[", "]"], marks: ["dear"] }, { dear: "" }, asIs)).toBe("[]");
});

test("a mark without a value is named and never sent", () => {
  expect(() => fill(CUT, { dear: "" }, asIs)).toThrow("{{unsubscribe_url}}");
});

test("a value that looks like a mark or a replacement pattern stays what it is", () => {
  const values = { dear: "{{unsubscribe_url}} $& $1 $`", unsubscribe_url: "u" };
  expect(fill(CUT, values, asIs)).toContain("<p>{{unsubscribe_url}} $& $1 $`こんにちは。");
});

test("without its invitations a cut says the rest, word for word", () => {
  const cut: Cut = {
    literals: ["一", "二", "三", "四", "五", "六", "七", "八"],
    marks: [
      "dear",
      "invitation_begins",
      "consult_url",
      "invitation_ends",
      "next_line",
      "invitation_begins",
      "invitation_ends",
    ],
  };
  expect(withoutInvitations(cut)).toEqual({ literals: ["一", "二五", "六八"], marks: ["dear", "next_line"] });
  expect(withoutInvitations(CUT)).toEqual(CUT);
});

test("in HTML a value is text, in an element and in an attribute alike", () => {
  expect(escapeHtml(`<b>"花子" & 'yuki'</b>`)).toBe("&#60;b&#62;&#34;花子&#34; &#38; &#39;yuki&#39;&#60;/b&#62;");
});

test("in a mail somebody's lines stay lines, however her machine ends them, and are text all the same", () => {
  expect(escapeLines("<b>\n木曜\r\n\r金曜")).toBe("&#60;b&#62;<br/>木曜<br/><br/>金曜");
});

test("in plain text a value stays as it is", () => {
  expect(asIs(`<花子> & "co"`)).toBe(`<花子> & "co"`);
});

test("whatever a reader calls herself, no markup comes of it and reading it back gives the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const escaped = escapeHtml(value);
      expect(escaped).not.toMatch(/[<>"']|&(?!#\d+;)/);
      expect(escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(value);
    }),
  );
});
