/** A clock that runs with real time but can be put forward, so that a course of weeks can be walked in minutes. */

export type Clock = {
  /** Unix ms. */
  now(): number;
  /** Milliseconds this clock is ahead of real time. */
  ahead(): number;
  /** Puts the clock to `to` (unix ms), from where it goes on running. Throws RangeError when that lies in its past. */
  moveTo(to: number): void;
};

export function startClock(aheadMs: number): Clock {
  let ahead = aheadMs;
  const now = () => Date.now() + ahead;
  return { now, ahead: () => ahead, moveTo };

  function moveTo(to: number): void {
    const current = now();
    if (to < current) {
      throw new RangeError(
        `the clock cannot go back: it is ${current} (${new Date(current).toISOString()}), asked ${to}`,
      );
    }
    ahead = to - Date.now();
  }
}

/** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, signal.aborted ? 0 : ms);
    signal.addEventListener("abort", finish, { once: true });

    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    }
  });
}
