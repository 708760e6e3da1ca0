/** What every part of a reader's page is drawn from. */

import type { Course } from "../../../domain/course.ts";
import type { ReaderRecord } from "../../../domain/reader-in-full.ts";
import type { DeskProps } from "../frame.tsx";

export type ReaderView = { course: Course; reader: ReaderRecord; now: number };

/** `said` is the name of what just happened, or any other text. */
export type ReaderProps = DeskProps & ReaderView & { said: string };
