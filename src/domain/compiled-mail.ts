/** A mail as the compile step leaves it: literal text, cut where a reader's own words go in. */

const SHARED_MARKS = [
  "next_line",
  "unsubscribe_url",
  "course_url",
  "guide_url",
  "site_url",
  "sender_name",
  "sender_address",
  "sender_contact",
] as const;

/** Around what leads to the consultation: whoever has asked for one gets her lessons without it. */
const INVITATION_MARKS = ["consult_url", "invitation_begins", "invitation_ends"] as const;

/** What somebody wrote when she asked for a consultation, in her own lines. For the author's eyes alone. */
const CONSULTATION_MARKS = [
  "consult_name",
  "consult_reach",
  "consult_times",
  "consult_topic",
  "consult_worksheet",
  "consult_read",
] as const;

/** Why all sending was stopped, and what to look at. For the author's eyes alone. */
const STOP_MARKS = ["stop_why", "stop_advice"] as const;

/** What the author is told without asking: an alert, and the parts of her weekly letter. For her eyes alone. */
const WATCH_MARKS = ["watch_what", "week_span", "week_people", "week_mails", "week_wrong"] as const;

/** Everything a template may leave open. A template that names another mark does not compile. */
export const LESSON_MARKS = ["dear", ...INVITATION_MARKS, ...SHARED_MARKS] as const;
export const NOTICE_MARKS = [
  "confirm_url",
  "owner_url",
  "address_url",
  "sign_in_url",
  ...CONSULTATION_MARKS,
  ...STOP_MARKS,
  ...WATCH_MARKS,
  ...SHARED_MARKS,
] as const;

export type Mark = (typeof LESSON_MARKS)[number] | (typeof NOTICE_MARKS)[number];

/** `literals[0] + value(marks[0]) + literals[1] + …`: always one literal more than marks. */
export type Cut = { readonly literals: readonly string[]; readonly marks: readonly Mark[] };

export type CompiledMail = {
  readonly subject: string;
  readonly html: Cut;
  readonly text: Cut;
  /** Changes when any byte above does: 16 hex digits. */
  readonly digest: string;
};

export type CompiledLesson = CompiledMail & {
  /** The same prose for a web page: classes instead of inline styles, no doctype, no footer. */
  readonly article: Cut;
};

export type CompiledMails = {
  readonly lessons: Readonly<Record<string, CompiledLesson>>;
  readonly notices: Readonly<Record<string, CompiledMail>>;
};

export type MarkValues = Readonly<Partial<Record<Mark, string>>>;

/** Puts `values` into the cut, each through `write`. A mark without a value is a defect of ours and throws by name. */
export function fill(cut: Cut, values: MarkValues, write: (value: string) => string): string {
  let out = cut.literals[0] ?? "";
  for (const [index, mark] of cut.marks.entries()) {
    const value = values[mark];
    if (value === undefined) throw new Error(`The mark {{${mark}}} has no value here.`);
    out += write(value) + (cut.literals[index + 1] ?? "");
  }
  return out;
}

/** The same mail for whoever has asked for a consultation. */
export function withoutInvitations({ literals, marks }: Cut): Cut {
  const kept: { literals: string[]; marks: Mark[] } = { literals: [literals[0] ?? ""], marks: [] };
  let isInvitation = false;
  for (const [index, mark] of marks.entries()) {
    const literal = literals[index + 1] ?? "";
    if (mark === "invitation_begins") isInvitation = true;
    else if (mark === "invitation_ends") {
      isInvitation = false;
      kept.literals.push(`${kept.literals.pop() ?? ""}${literal}`);
    } else if (!isInvitation) {
      kept.marks.push(mark);
      kept.literals.push(literal);
    }
  }
  return kept;
}

/** For HTML text and double-quoted attributes alike. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The same for a mail, where somebody's lines stay lines. Attributes hold addresses alone, which have one line. */
export function escapeLines(value: string): string {
  return escapeHtml(value).replace(/\r\n?|\n/g, "<br/>");
}

/** For the plain-text part, where nothing needs escaping. */
export function asIs(value: string): string {
  return value;
}
