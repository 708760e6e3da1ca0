/** /admin/readers: the list of readers, and one reader's page. */

import { Hono } from "hono/tiny";
import { lookAtReader } from "../../actions/look-at-reader.ts";
import * as lists from "../../db/desk/readers.ts";
import type { Deps } from "../../deps.ts";
import { parseAddress } from "../../domain/address.ts";
import { activeLessons } from "../../domain/course.ts";
import { type ListedRow, READER_FILTERS, type ReaderFilter } from "../../domain/reader-list.ts";
import { hashIdentity } from "../../domain/token.ts";
import { EraseReaderPage, NoReaderPage } from "../../pages/desk/reader/end.tsx";
import { ReaderPage } from "../../pages/desk/reader.tsx";
import { type FoundReaders, ReadersPage } from "../../pages/desk/readers.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { answerDesk } from "./env.ts";

export const readersRoutes = new Hono<HttpEnv>()
  .get("/admin/readers", listed)
  .get("/admin/readers/:id", (c) => shown(c, ReaderPage))
  .get("/admin/readers/:id/erase", (c) => shown(c, EraseReaderPage));

async function listed(c: HttpContext) {
  const { deps } = c.env;
  const list = await listOf(deps, (name) => c.req.query(name) ?? "");
  const [course, now, said] = [deps.course, deps.clock(), c.req.query("done") ?? ""];
  return answerDesk(c, (props) => <ReadersPage {...props} course={course} list={list} now={now} said={said} />);
}

/**
 * A search travels in the query, by GET: the way back and a reload then show the same page, and query strings are kept out of the
 * platform's logs, as those with tokens are.
 */
async function listOf(
  deps: Pick<Deps, "db" | "course" | "config">,
  asked: (name: string) => string,
): Promise<FoundReaders> {
  const query = asked("q").normalize("NFKC").trim().slice(0, 254);
  const filter = READER_FILTERS.find((name) => name === asked("f")) ?? "newest";
  const lesson = filter === "waiting" ? lessonAsked(deps, asked("lesson")) : "";
  const after = afterOf(asked("after"));
  const ask = (from: lists.After | null) =>
    query === "" ? listBy(deps, filter, lesson, from) : lists.readersByEmail(deps.db, deps.course.key, query, from);
  const { rows, next } = await nextPage(ask, after);
  const former = query === "" || after ? [] : await formerOf(deps, query);
  const asking = query === "" ? { f: filter, ...(lesson ? { lesson } : {}) } : { q: query };
  const nextUrl = next && `/admin/readers?${new URLSearchParams({ ...asking, after: `${next.at}.${next.key}` })}`;
  return { filter, lesson, query, rows, former, isFirst: after === null, nextUrl };
}

/** Pages looked through at most for somebody to show: the ends of letters and of former passages stand among those of the course. */
const PAGES_AT_ONCE = 20;

async function nextPage(ask: (from: lists.After | null) => D1PreparedStatement, after: lists.After | null) {
  let page: lists.Page = { rows: [], next: after };
  for (let turn = 0; turn < PAGES_AT_ONCE && page.rows.length === 0 && (turn === 0 || page.next); turn++)
    page = lists.pageOf((await ask(page.next).all<ListedRow>()).results);
  return page;
}

function lessonAsked({ course }: Pick<Deps, "course">, key: string): string {
  const lessons = activeLessons(course);
  return (lessons.find((one) => one.key === key) ?? lessons[0])?.key ?? "";
}

function listBy(
  { db, course }: Pick<Deps, "db" | "course">,
  by: ReaderFilter,
  lesson: string,
  after: lists.After | null,
) {
  switch (by) {
    case "newest":
      return lists.newestReaders(db, course.key, after);
    case "waiting":
      return lists.readersWaiting(db, course.key, lesson, after);
    case "unconfirmed":
      return lists.readersUnconfirmed(db, course.key, after);
    case "finished":
      return lists.readersFinished(db, course.key, after);
    case "stopped":
      return lists.readersStopped(db, course.key, after);
    case "suppressed":
      return lists.readersSuppressed(db, course.key, after);
  }
}

/** A whole address may be one that a reader has left. */
async function formerOf({ db, course, config }: Pick<Deps, "db" | "course" | "config">, query: string) {
  const address = parseAddress(query);
  if (!address) return [];
  const hash = hashIdentity(config.secrets, address.identity);
  return (await lists.readersOfFormer(db, course.key, hash).all<ListedRow>()).results;
}

/** Null for the first page, and for what is none of our own making. */
function afterOf(text: string): lists.After | null {
  const [, at = "", key = ""] = /^(\d{1,16})\.(.{1,254})$/u.exec(text) ?? [];
  return key === "" ? null : { at: Number(at), key };
}

async function shown(c: HttpContext, Page: typeof ReaderPage | typeof EraseReaderPage) {
  const { deps } = c.env;
  const now = deps.clock();
  const reader = await lookAtReader(deps, { id: idOf(c), now });
  if (!reader) return noReader(c);
  const said = c.req.query("done") ?? "";
  return answerDesk(c, (props) => <Page {...props} course={deps.course} reader={reader} now={now} said={said} />);
}

/** 0, which nobody has, for what is no number. */
export function idOf(c: HttpContext): number {
  const id = c.req.param("id") ?? "";
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}

export function noReader(c: HttpContext) {
  return answerDesk(c, (props) => <NoReaderPage {...props} />, 404);
}
