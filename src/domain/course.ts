/** A course as data: what the author writes in `emails/course.ts`. */

export type Lesson = {
  /** Names the lesson for ever: its file, its ledger rows, its tag at the provider. ASCII letters, digits, `_`, `-`. */
  readonly key: string;
  /** At most 28 full-width characters. */
  readonly subject: string;
  /** Continues the subject in the inbox list: 35–50 characters, one line. */
  readonly preheader: string;
  /** Days after the lesson before it. The first lesson has none: it leaves at once. */
  readonly wait?: number;
  /** Taken out of the course. It stays in the list so that readers who had it keep their place. */
  readonly retired?: true;
  /** Keys it had before a rename: who had it under one of these has had it. */
  readonly formerly?: readonly string[];
};

export type Course = {
  /** Names the course for ever. */
  readonly key: string;
  readonly title: string;
  /** IANA zone and minute of the day at which lessons leave unless the reader chooses her own. */
  readonly zone: string;
  readonly minute: number;
  /** Whether readers who finished get lessons appended later. */
  readonly finishedGetNewLessons: boolean;
  readonly lessons: readonly Lesson[];
};

/** Resend's tag alphabet (its OpenAPI description, `tags`), which lesson keys share. */
export const KEY_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** Lessons that are still sent, in order. */
export function activeLessons(course: Course): Lesson[] {
  return course.lessons.filter((lesson) => !lesson.retired);
}

/** The hour at which lessons leave, as one says it: 21時30分, or 7時. */
export function hourWords({ minute }: Pick<Course, "minute">): string {
  const past = minute % 60;
  return `${Math.floor(minute / 60)}時${past === 0 ? "" : `${past}分`}`;
}
