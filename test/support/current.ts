/** The clock and the post office's room that the running test uses; the test and the Worker share this module. */

import { inject } from "vitest";

export const current = {
  /** Unix ms: a Monday noon in Tokyo. */
  now: Date.parse("2026-11-02T12:00:00+09:00"),
  room: "",
  /** The queue loses what it is given. */
  bellsAreLost: false,
  /** The consumer throws whatever it is given back to the queue. */
  consumerIsBroken: false,
  /** The Worker is set to tell the author's own system of consultations. */
  hasReceiver: false,
  /** How often the queue handed a message over. */
  handedOver: 0,
};

/** A fresh, empty room without a rate limit: tests that want one set it. */
export async function openRoom(): Promise<void> {
  current.room = `${inject("postOffice")}/rooms/${crypto.randomUUID()}`;
  await fetch(`${current.room}/_local/limits`, { method: "PUT", body: JSON.stringify({ requestsPerSecond: null }) });
}
