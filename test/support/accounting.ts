/** The accounting: what the ledger says against what the provider accepted, for every reader and every lesson. */

export type Delivery = {
  readonly enrollment: number;
  readonly lesson: string;
  readonly status: string;
  readonly reason: string | null;
  readonly batch: string;
  readonly providerId: string | null;
  /** When its batch's set was fixed, unix ms; null for a set that never was. */
  readonly sealedAt: number | null;
};

export type Ledger = {
  readonly passages: readonly Passage[];
  /** Rows made while the storm was on, and lessons readers had before it. */
  readonly deliveries: readonly Delivery[];
  readonly before: readonly { enrollment: number; lesson: string }[];
  readonly notices: readonly { id: string; status: string; reason: string | null }[];
  readonly open: readonly { id: string; state: string }[];
};

/** Of the course, or of one lesson: `letter:<key>`, `copy:<lesson>`. */
type Passage = {
  id: number;
  course?: string;
  dueAt: number | null;
  completedAt: number | null;
  stoppedAt: number | null;
};

/** Two that acted at once took their times one after the other. */
const SAME_MOMENT_MS = 60_000;

/** One mail the provider accepted, by its tags. */
export type Arrival = { readonly id: string; readonly tags: Readonly<Record<string, string>> };

export type Account = {
  readonly statuses: Readonly<Record<string, number>>;
  /** Mails accepted more often than once: how many too many. */
  readonly doubles: number;
  /** Lessons said to be sent that never arrived, and lessons without a row or an ending. */
  readonly lost: number;
  /** Every row that is wrong, a line each; empty when everybody is accounted for. */
  readonly offences: readonly string[];
};

/** The ending of design.md's ledger: each lesson accepted exactly once, or an explicit row that says why not. */
export function account(ledger: Ledger, arrivals: readonly Arrival[], lessons: readonly string[]): Account {
  const arrived = gather(arrivals);
  const statuses: Record<string, number> = {};
  const offences = [...arrived].filter(([, mails]) => mails.length > 1).map(([what, mails]) => doubled(what, mails));
  const doubles = [...arrived.values()].reduce((sum, mails) => sum + mails.length - 1, 0);
  const lost: string[] = [];
  for (const row of ledger.deliveries) {
    statuses[row.status] = (statuses[row.status] ?? 0) + 1;
    const mails = arrived.get(placeOf(row)) ?? [];
    if (row.status === "claimed" || (row.status === "sent" && mails.length === 0)) lost.push(told(row, mails));
    else if (!agrees(row, mails)) offences.push(told(row, mails));
  }
  lost.push(...holes(ledger, lessons));
  offences.push(...strangers(ledger, arrived), ...unfinished(ledger));
  offences.push(...afterStop(ledger, arrived), ...noticesAstray(ledger, arrived));
  return { statuses, doubles, lost: lost.length, offences: [...offences, ...lost] };
}

function gather(arrivals: readonly Arrival[]): Map<string, Arrival[]> {
  const arrived = new Map<string, Arrival[]>();
  for (const mail of arrivals) {
    const { enrollment = "", lesson = "", notice } = mail.tags;
    const what = notice === undefined ? `${enrollment} ${lesson}` : `notice ${notice}`;
    const others = arrived.get(what);
    if (others) others.push(mail);
    else arrived.set(what, [mail]);
  }
  return arrived;
}

function placeOf({ enrollment, lesson }: { enrollment: number; lesson: string }): string {
  return `${enrollment} ${lesson}`;
}

/** A mail that arrived came from the row's own batch, and `sent` names the very mail. Doubles are counted elsewhere. */
function agrees({ status, reason, batch, providerId }: Delivery, mails: readonly Arrival[]): boolean {
  if (mails.some(({ tags }) => tags.batch !== batch)) return false;
  if (status === "sent") return mails.some(({ id }) => id === providerId);
  return explains(status, reason, mails);
}

/** Nothing arrived of what failed or was skipped, unless the provider took it first and told us later. */
function explains(status: string, reason: string | null, mails: readonly Arrival[]): boolean {
  if (!reason) return false;
  return mails.length === 0 || status === "unconfirmed" || (status === "failed" && /(at|by) the provider/.test(reason));
}

function doubled(what: string, mails: readonly Arrival[]): string {
  return `${what}: accepted ${mails.length} times, from batches ${mails.map(({ tags }) => tags.batch ?? "-").join(", ")}`;
}

function told(row: Delivery, mails: readonly Arrival[]): string {
  const { status, reason, batch, providerId } = row;
  const accepted = mails.map(({ id, tags }) => `${id} from batch ${tags.batch}`).join(", ") || "nothing";
  return `${placeOf(row)}: ${status} (${reason ?? "no reason"}) in batch ${batch} as ${providerId ?? "-"}; accepted: ${accepted}`;
}

/** Whoever stopped has no rows beyond some lesson; everybody else has one of each. */
function holes({ passages, deliveries, before }: Ledger, lessons: readonly string[]): string[] {
  const had = new Set([...deliveries, ...before].map(placeOf));
  return passages.flatMap(({ id, course = "", stoppedAt }) => {
    const all = /^(letter|copy):/.test(course) ? [course.replace(/^\w+:/, "")] : lessons;
    const has = (lesson: string) => had.has(`${id} ${lesson}`);
    const expected = stoppedAt === null ? all : all.slice(0, all.findLastIndex(has) + 1);
    return expected.filter((lesson) => !has(lesson)).map((lesson) => `${id} ${lesson}: no row`);
  });
}

/** Mails nobody has a row for, and mails of lessons she had before. */
function strangers({ deliveries }: Ledger, arrived: ReadonlyMap<string, readonly Arrival[]>): string[] {
  const known = new Set(deliveries.map(placeOf));
  return [...arrived.keys()]
    .filter((what) => !what.startsWith("notice ") && !known.has(what))
    .map((what) => `${what}: accepted without a row`);
}

function unfinished({ passages, open }: Ledger): string[] {
  return [
    ...open.map(({ id, state }) => `batch or notice ${id} is still ${state}`),
    ...passages
      .filter(({ dueAt, completedAt, stoppedAt }) => dueAt !== null || (completedAt ?? stoppedAt) === null)
      .map(({ id, dueAt }) => `${id}: neither completed the course nor stopped; next due ${dueAt ?? "never"}`),
  ];
}

/** After a stop only what had been sealed before may still arrive: it may have been handed over. */
function afterStop({ passages, deliveries }: Ledger, arrived: ReadonlyMap<string, readonly Arrival[]>): string[] {
  const stops = new Map(passages.map(({ id, stoppedAt }) => [id, stoppedAt ?? Number.POSITIVE_INFINITY]));
  return deliveries
    .filter(
      (row) => arrived.has(placeOf(row)) && (row.sealedAt ?? 0) > (stops.get(row.enrollment) ?? 0) + SAME_MOMENT_MS,
    )
    .map((row) => `${placeOf(row)}: sealed after her stop, and yet it arrived`);
}

function noticesAstray({ notices }: Ledger, arrived: ReadonlyMap<string, readonly Arrival[]>): string[] {
  return notices
    .filter(({ id, status, reason }) => {
      const mails = arrived.get(`notice ${id}`) ?? [];
      return status === "sent" ? mails.length === 0 : !explains(status, reason, mails);
    })
    .map(
      ({ id, status, reason }) => `notice ${id}: ${status} (${reason ?? "no reason"}) does not tell what became of it`,
    );
}
