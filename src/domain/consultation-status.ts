/** How far a request for a consultation is, and from where to where the author may move it. */

export const STATUSES = ["new", "answered", "booked", "done"] as const;
export type Status = (typeof STATUSES)[number];

/** Forward as far as things have come; back by one, when a button was pressed by mistake. */
const STEPS: Readonly<Record<Status, readonly Status[]>> = {
  new: ["answered", "booked", "done"],
  answered: ["booked", "done", "new"],
  booked: ["done", "answered"],
  done: ["booked"],
};

/** In the order in which they are offered. */
export function stepsFrom(status: Status): readonly Status[] {
  return STEPS[status];
}

export function isStep(from: Status, to: Status): boolean {
  return STEPS[from].includes(to);
}

export function isBackward(from: Status, to: Status): boolean {
  return STATUSES.indexOf(to) < STATUSES.indexOf(from);
}

export function isStatus(word: unknown): word is Status {
  return STATUSES.some((status) => status === word);
}
