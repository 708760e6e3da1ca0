/** A machine in which nothing keeps mails from leaving; each test changes what it is about. */

import type { Machine } from "../../src/domain/late.ts";
import { MINUTE } from "../../src/domain/numbers.ts";

export const NOW = Date.parse("2026-11-25T21:30:00+09:00");

export const WELL: Machine = {
  lastTickAt: NOW - MINUTE,
  pausedUntil: null,
  pauseReason: null,
  resumedAt: null,
  stoppedAt: null,
  isReplanning: false,
  waiting: 0,
  oldestWaitingAt: null,
  quota: null,
};
