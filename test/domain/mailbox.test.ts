/** Whose mailbox an address is: by its domain, today's and those of earlier days. */

import { expect, test } from "vitest";
import { mailboxOf } from "../../src/domain/mailbox.ts";

test.each([
  ["docomo.ne.jp", "docomo"],
  ["ezweb.ne.jp", "au"],
  ["a2.ezweb.ne.jp", "au"],
  ["au.com", "au"],
  ["softbank.ne.jp", "softbank"],
  ["i.softbank.jp", "softbank"],
  ["t.vodafone.ne.jp", "softbank"],
  ["ymobile.ne.jp", "ymobile"],
  ["yahoo.ne.jp", "ymobile"],
  ["yahoo.co.jp", "yahoo"],
  ["gmail.com", "gmail"],
  ["icloud.com", "icloud"],
  ["outlook.jp", "outlook"],
  ["hotmail.co.jp", "outlook"],
  ["disney.ne.jp", "softbank"],
  ["emobile.ne.jp", "ymobile"],
  ["willcom.com", "ymobile"],
  ["googlemail.com", "gmail"],
  ["me.com", "icloud"],
  ["mac.com", "icloud"],
  ["outlook.com", "outlook"],
  ["hotmail.com", "outlook"],
  ["live.jp", "outlook"],
  ["live.com", "outlook"],
  ["msn.com", "outlook"],
  ["ybb.ne.jp", "yahoo"],
  ["example.com", null],
  ["notezweb.ne.jp", null],
  ["gmail.com.example", null],
])("%s is %s", (domain, mailbox) => {
  expect(mailboxOf(domain)).toBe(mailbox);
});
