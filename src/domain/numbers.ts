/** Every number the house runs by, with its reason. Times are milliseconds unless the name says otherwise. */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Resend's limit for one batch call (its OpenAPI description, POST /emails/batch). */
export const BATCH_SIZE = 100;

/** What one tick takes on. The rest waits for the next: every chunk is a transaction of its own. */
export type TickLimits = typeof TICK_LIMITS;
export const TICK_LIMITS = {
  /** Chunks of re-planning and claiming, at most four queries each: with all else a tick stays within the free plan's 50. */
  chunks: 8,
  /** Readers claimed in one chunk: 40,000 take about 400 ms of D1, far from its 30 s. */
  claimChunk: 40_000,
  /** Enrollments re-planned in one chunk: a million take an hour of ticks, 10,000 about 100 ms of CPU. */
  replanChunk: 10_000,
  /** Nothing more is claimed while this many batches wait: what 5 minutes can send at 10 requests a second. */
  openBatches: 3_000,
};

/** Calls to the provider under way at once: the platform opens no more connections (Workers limits, "simultaneous connections"). */
export const IN_FLIGHT = 6;

/** A batch belongs to one consumer for this long: several times the provider's slowest answer. */
export const LEASE = 2 * MINUTE;

/** We stop waiting for the provider after this; well inside the lease, so that a lease never ends mid-request. */
export const PROVIDER_TIMEOUT = 30 * SECOND;

/** A batch or notice that nobody closed is rung for again after this. */
export const RING_AGAIN_AFTER = 10 * MINUTE;

/** Messages rung for in one sweep: one queue call takes 100. */
export const SWEEP_RINGS = 500;

/** Resend remembers an idempotency key for 24 hours. Past 20 we no longer dare to ask again. */
export const UNKNOWN_UNTIL = 20 * HOUR;

/** A tick is missed when none has come for this long: three of them. The watch looks just after. */
export const TICK_TOO_OLD = 15 * MINUTE;
export const WATCH_AFTER = TICK_TOO_OLD + 30 * SECOND;

/** Batches, and notices, that wait are counted up to so many for the author: beyond it she is told that there are more. */
export const WAITING_COUNTED = 200;

/** A batch that waited longer says nothing of her next date: recording may move it to another day. */
export const PROMISE_HOLDS = 30 * MINUTE;

/** After this many tries a mail that cannot be composed fails alone, so that 99 others can go. */
export const POISON_ATTEMPTS = 5;

/** Two lessons to one reader are never nearer than this, unless she asks for one by hand. */
export const LESSON_GAP = 12 * HOUR;

/** The confirm link works this long. */
export const CONFIRM_LINK_LIFE = 7 * DAY;

/** The link to her own page in each lesson: past the end of a weekly course, long enough to come back and read again. */
export const COURSE_LINK_LIFE = 90 * DAY;

/** The link for what only she may do (a copy of everything, another address, being erased): a slow mail, and a pause to think. */
export const OWNER_LINK_LIFE = 2 * HOUR;

/** The link that opens the author's desk, from the moment it is sent: it lies in a mailbox, and opens everything. */
export const SIGN_IN_LINK_LIFE = 15 * MINUTE;

/** Mails with such a link in an hour. Whoever else asks for them brings her one as well, so that nobody can lock her out. */
export const DESK_LINKS = 5;

/** How long one browser stays signed in at the desk. */
export const DESK_SESSION_LIFE = 7 * DAY;

/** Mails with such a link in 24 hours: as many as confirm mails at most. */
export const OWNER_MAILS = 2;

/** The link that proves a new address: she may read it only in the evening. */
export const ADDRESS_LINK_LIFE = 24 * HOUR;

/** Starts from a lesson anew in 24 hours. Each sends a mail at once, and a lesson's link may have been forwarded. */
export const RESTARTS_A_DAY = 3;

/** Copies of a lesson that the author sends one reader in 24 hours: whoever needs a fourth has another trouble than a lost mail. */
export const COPIES_A_DAY = 3;

/** The same copy asked for again within this is the same press of the button. */
export const COPY_ONCE_IN = 10 * MINUTE;

/** Subscribers looked at for a letter in one tick, to be counted, enrolled or freed again: a million take two hours of ticks. */
export const LETTER_CHUNK = 40_000;

/** Chunks of claiming that a tick has for letters, when its lessons have left so many. */
export const LETTER_CLAIMS = 2;

/** How long a count of people may be confirmed: tomorrow others will have finished, and some will be gone. */
export const COUNT_HOLDS = 24 * HOUR;

/** The latest hour a reader may choose: a tick that comes late still falls on the same day, from which her next is dated. */
export const LATEST_MINUTE = 23 * 60 + 30;

/** An address that was never confirmed is forgotten after this. */
export const UNCONFIRMED_LIFE = 14 * DAY;

/** One confirm mail per address in this window; a second only from the browser that signed up. */
export const CONFIRM_WINDOW = 24 * HOUR;
export const CONFIRM_MAILS_FROM_ANYWHERE = 1;
export const CONFIRM_MAILS_FROM_SAME_BROWSER = 2;

/**
 * A consent is kept this long after the last mail to its address: three years, whatever leap days are in them (特定商取引法
 * Art. 12-3 with its 施行規則; 特定電子メール法 asks for one month).
 */
export const CONSENT_LIFE = 1_096 * DAY;

/** Consents looked at in one sweep, each with what the ledger knows of its address: some 20 rows. */
export const CONSENTS_AT_ONCE = 200;

/** The longest name that a browser gives itself of which we take notice. */
export const CLIENT_MAX = 512;
/** Sign-ups taken in one hour and on one day (both begin at the full hour, UTC), from or to whatever they have in common. */
export type SignUpCap = { readonly perHour: number; readonly perDay: number };

/**
 * From one network. A full lecture room behind one router, and the many phones that share an address at their carrier, stay
 * below; a machine with a few addresses of its own gets no further than this.
 */
export const NETWORK_CAP: SignUpCap = { perHour: 30, perDay: 100 };

/**
 * Where Turnstile is asked, but the form brings none of its words (no script, or a hand quicker than it): from one network, and
 * in all. A few people, and no more than the author would notice.
 */
export const UNPROVED_NETWORK_CAP: SignUpCap = { perHour: 3, perDay: 10 };
export const UNPROVED_CAP: SignUpCap = { perHour: 20, perDay: 60 };

/** How long Turnstile may take to answer, twice; she waits for the page. */
export const TURNSTILE_TIMEOUT = 3 * SECOND;

/** To one domain at which no strangers have their mailboxes, such as a company's: more is nobody's own wish. */
export const DOMAIN_CAP: SignUpCap = { perHour: 20, perDay: 50 };

/** To one mailbox under other spellings than its plain one (`h.a.n.a@gmail.com`, `hana+1@…`), each of which is an address of its own. */
export const SPELLING_CAP: SignUpCap = { perHour: 3, perDay: 4 };

/** The link to the consultation in a lesson works this long: the course at its ordinary pace, and three months to think it over. */
export const CONSULT_LINK_LIFE = 100 * DAY;

/** Requests taken in this window: of one address for a slip or two to be mended, in all no more than one author can answer. */
export const CONSULT_WINDOW = 24 * HOUR;
export const CONSULTS_PER_ADDRESS = 3;
export const CONSULTS_IN_ALL = 30;

/** The author's notes: the longest, and as many as one request may have. */
export const NOTE_MAX = 2_000;
export const NOTES_MAX = 200;

/** How long a system of the author's may take to be told (the Standard Webhooks specification asks for 15 to 30 s). */
export const WEBHOOK_TIMEOUT = 15 * SECOND;

/** An attempt is over after this, whatever became of the Worker that made it. */
export const WEBHOOK_LEASE = 4 * WEBHOOK_TIMEOUT;

/** Attempts of one invocation: with the mails' 45 calls these are the 50 that the free plan allows. */
export const WEBHOOKS_AT_ONCE = 5;

/** Webhooks rung for in one sweep: a day of requests, each with all its changes. */
export const SWEEP_WEBHOOKS = 100;

/** Mails of the daily quota (at most half of it) that lessons may not use, so that new readers can still prove their address. */
export const CONFIRM_RESERVE = 10;

/**
 * After a restore the provider is asked for mails from this much before the moment that the database knows: Time Travel's
 * moment is one the author names, and bounces and complaints come days after their mail.
 */
export const RECONCILE_MARGIN = 3 * DAY;

/** Mails settled in one transaction of a reconciliation. */
export const RECONCILED_AT_ONCE = 100;

/** Generations that a batch may have had in the time that a restored database forgot: its next key lies beyond them. */
export const FORGOTTEN_GENERATIONS = 1_000;

/** How long sending rests when the provider refuses our key or domain, before one mail is tried again. */
export const MISCONFIGURED_PAUSE = 15 * MINUTE;

/** Until when a pause lasts that only the author ends: 2100-01-01, in no reader's time. */
export const UNTIL_RESUMED = 4_102_444_800_000;

/**
 * Soft bounces on so many UTC days within so many make an address as unreachable as a hard one. Before each the provider tried
 * for hours; three in a row at the pace of once a week lie 15 days apart, and each may be told a day or more after its mail.
 */
export const SOFT_BOUNCE_DAYS = 3;
export const SOFT_BOUNCE_WINDOW_DAYS = 21;

/**
 * The circuit breaker looks at so many UTC days, today's among them: a week has each weekday once, and a course of a week its whole.
 * Gmail asks for fewer than 0.1 % complaints, Resend for fewer than 4 % bounces. Below the floors a rate is an accident: two readers who
 * press the wrong button, or the slips of one evening's sign-ups.
 */
export const RATE_WINDOW_DAYS = 7;
export const COMPLAINTS_TO_STOP = { share: 0.001, floor: 3 };
export const BOUNCES_TO_STOP = { share: 0.04, floor: 10 };

/** The largest sign-up form or webhook we read. */
export const FORM_BYTES = 16 * 1024;
export const WEBHOOK_BYTES = 256 * 1024;

/** The largest request for a consultation we read: a character of a Japanese form takes nine bytes on the way. */
export const CONSULT_BYTES = 128 * 1024;

/**
 * Readers brought in from a file that one tick takes on: 120 an hour and 2,880 a day. Mailbox providers slow down or refuse whoever
 * suddenly sends much more than the day before, and the circuit breaker sees the bounces of a bad file before most of it is mailed.
 */
export const IMPORT_PER_TICK = 10;

/** The largest file of readers that a page takes; the command takes more. */
export const IMPORT_PAGE_BYTES = 2 * 1024 * 1024;
export const IMPORT_PAGE_ROWS = 20_000;
/** What the command takes: what wrangler carries in some minutes. */
export const IMPORT_COMMAND_BYTES = 20 * 1024 * 1024;
export const IMPORT_COMMAND_ROWS = 100_000;

/** The second step carries the file once more, in base64, with a few short fields. */
export const IMPORT_FORM_BYTES = Math.ceil((IMPORT_PAGE_BYTES * 4) / 3) + 64 * 1024;

/** An import whose lines never all arrived is removed after this. */
export const IMPORT_UNREADY_LIFE = 24 * HOUR;

/** Readers in one page of an export: some 300 KB on their way through the Worker. */
export const EXPORT_PAGE = 1_000;

/**
 * An edit makes a burst when an hour gets more mails than `times` the busiest hour of the live course: mailbox providers ask that volume
 * grow slowly (Gmail's sender guidelines), and doubling is a step they are used to. Below the floor nobody minds: it is a fifth of the 5,000
 * a day that make a bulk sender at Gmail. And never more than the provider's smallest allowance takes in an hour, two requests a
 * second: the rest would come at another hour than hers.
 */
export const BURST = { times: 2, floor: 1_000, providerPerHour: 2 * BATCH_SIZE * (HOUR / SECOND) };

/** Enrollments that `npm run plan` looks at in one call: a million deliveries, read in a second or two of D1's 30. */
export const PLAN_CHUNK = 200_000;

/** Readers under way whom the plan's page takes in, each with her ledger: some 25,000 rows read. With more, the command tells. */
export const PLAN_ON_PAGE = 2_000;
