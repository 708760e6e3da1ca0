/** Moves a room's clock, and lets the rest of the local system act on the new time before anything goes on. */

import type { Room } from "./room.ts";

/** Called with the room's time (unix ms) and its name, empty for the default room. */
export type OnTick = (now: number, room: string) => Promise<void>;

/** Ticks run one after the other; the returned time (unix ms) is the one this tick was called with. Rejects when it fails. */
export async function tick(room: Room, onTick: OnTick | undefined): Promise<number> {
  const mine = room.ticking.then(() => tickNow(room, onTick));
  room.ticking = mine.then(
    () => undefined,
    () => undefined,
  );
  return await mine;
}

async function tickNow(room: Room, onTick: OnTick | undefined): Promise<number> {
  const now = room.clock.now();
  await onTick?.(now, room.name);
  return now;
}

/** Throws RangeError when `to` (unix ms) lies in the room's past. */
export async function moveClock(room: Room, to: number, onTick: OnTick | undefined): Promise<number> {
  room.clock.moveTo(to);
  room.version += 1;
  room.journal.write([{ kind: "clock", ahead: room.clock.ahead() }]);
  await tick(room, onTick);
  return room.clock.now();
}
