/** The clock and the post office's room that the running test uses; the test and the Worker share this module. */

import { inject } from "vitest";

export const current = {
  /** Unix ms: a Monday noon in Tokyo. */
  now: Date.parse("2026-11-02T12:00:00+09:00"),
  room: "",
};

/** A fresh, empty room. */
export function openRoom(): void {
  current.room = `${inject("postOffice")}/rooms/${crypto.randomUUID()}`;
}
