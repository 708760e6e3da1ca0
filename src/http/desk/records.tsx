/** Records: readers brought in from a file in two steps, and all of them taken out. */

import { Hono } from "hono/tiny";
import { type BegunImport, beginImport } from "../../actions/begin-import.ts";
import { type ExportFormat, exportReaders } from "../../actions/export-readers.ts";
import { stopImport } from "../../actions/stop-import.ts";
import { type TriedImport, tryImport } from "../../actions/try-import.ts";
import {
  type ImportShown,
  importShown,
  type LeftOut,
  lastImports,
  linesLeftOut,
  type OutcomeCount,
  outcomesOf,
} from "../../db/desk/records.ts";
import { firstRow, rowsOf } from "../../db/rows.ts";
import { fromBase64, toBase64 } from "../../domain/bytes.ts";
import type { ImportMode } from "../../domain/import-columns.ts";
import { IMPORT_FORM_BYTES, IMPORT_PAGE_BYTES, IMPORT_PAGE_ROWS } from "../../domain/numbers.ts";
import { ImportPage } from "../../pages/desk/records/imports.tsx";
import { RecordsPage, type RecordsView } from "../../pages/desk/records/records.tsx";
import { TriedPage, type TriedView } from "../../pages/desk/records/tried.tsx";
import { type FileProblem, fileWords } from "../../pages/desk/records/words.ts";
import type { HttpContext, HttpEnv } from "../env.ts";
import { formOf } from "../form.ts";
import { readBody } from "../read-body.ts";
import { answerDesk } from "./env.ts";

const IMPORTS_SHOWN = 10;
const LINES_SHOWN = 300;

export const recordsRoutes = new Hono<HttpEnv>()
  .get("/admin/records", (c) => answerRecords(c, {}))
  .post("/admin/records/import", (c) => tried(c))
  .post("/admin/records/import/do", (c) => begun(c))
  .post("/admin/records/imports/stop", (c) => stopped(c))
  .get("/admin/records/imports/:id", (c) => importPage(c, c.req.param("id")))
  .get("/admin/records/readers.csv", (c) => readersFile(c, "csv"))
  .get("/admin/records/readers.json", (c) => readersFile(c, "json"));

/** With what was typed, and its sentence, where something is wrong. */
export async function answerRecords(c: HttpContext, more: Omit<RecordsView, "zone" | "imports">) {
  const { db, course } = c.env.deps;
  const [imports] = await db.batch([lastImports(db, IMPORTS_SHOWN)]);
  const view = { zone: course.zone, imports: rowsOf<ImportShown>(imports), ...more };
  const isWrong = more.fileError !== undefined || more.eraseError !== undefined;
  return answerDesk(c, (props) => <RecordsPage {...props} view={view} />, isWrong ? 422 : 200);
}

async function tried(c: HttpContext) {
  const body = await readBody(c, IMPORT_PAGE_BYTES + 16 * 1024);
  if (!body.ok) return wrongFile(c, { kind: body.status === 413 ? "too-large" : "none" }, "ask");
  const mode = modeOf(body.value.mode);
  const { file } = body.value;
  if (!(file instanceof File) || file.size === 0) return wrongFile(c, { kind: "none" }, mode);
  if (file.size > IMPORT_PAGE_BYTES) return wrongFile(c, { kind: "too-large" }, mode);
  const bytes = new Uint8Array(await file.arrayBuffer());
  return shown(c, await tryImport(importDeps(c), wishOf(c, bytes, mode)), { bytes, mode });
}

async function begun(c: HttpContext) {
  const { field } = await formOf(c, IMPORT_FORM_BYTES);
  const mode = modeOf(field("mode"));
  const bytes = fromBase64(field("kept"));
  if (!bytes || bytes.length === 0) return wrongFile(c, { kind: "none" }, mode);
  const wish = wishOf(c, bytes, mode);
  if (mode === "already_confirmed" && field("sure") !== "yes") {
    return shown(c, await tryImport(importDeps(c), wish), { bytes, mode, unsure: true });
  }
  const result = await beginImport(importDeps(c), { ...wish, key: field("key"), atOnce: Number.POSITIVE_INFINITY });
  return doneWith(c, result, { bytes, mode, seen: Number(field("seen")) || 0 });
}

type Step = { bytes: Uint8Array; mode: ImportMode; seen?: number; unsure?: boolean };

async function doneWith(c: HttpContext, result: BegunImport, step: Step) {
  switch (result.kind) {
    case "begun":
      return c.redirect(`/admin/records/imports/${result.id}?done=begun`, 303);
    case "taken":
      return c.redirect(
        result.id === null ? "/admin/records" : `/admin/records/imports/${result.id}?done=already`,
        303,
      );
    case "changed":
      return shown(c, result.tried, step);
    case "nobody":
      return shown(c, await tryImport(importDeps(c), wishOf(c, step.bytes, step.mode)), step);
  }
}

async function shown(c: HttpContext, result: TriedImport, { bytes, mode, seen, unsure }: Step) {
  if (result.kind !== "tried") return wrongFile(c, result, mode);
  const { course } = c.env.deps;
  const view: TriedView = {
    ...result,
    mode,
    kept: toBase64(bytes),
    zone: course.zone,
    courseTitle: course.title,
    seen,
    unsure,
  };
  return answerDesk(c, (props) => <TriedPage {...props} view={view} />, unsure ? 422 : seen === undefined ? 200 : 409);
}

function wrongFile(c: HttpContext, problem: FileProblem, mode: ImportMode) {
  return answerRecords(c, { fileError: fileWords(problem), mode });
}

function modeOf(value: unknown): ImportMode {
  return value === "already_confirmed" ? "already_confirmed" : "ask";
}

function wishOf(c: HttpContext, bytes: Uint8Array, mode: ImportMode) {
  const { course, clock } = c.env.deps;
  return { bytes, mode, zone: course.zone, now: clock(), mostRows: IMPORT_PAGE_ROWS };
}

function importDeps(c: HttpContext) {
  const { db, config } = c.env.deps;
  return { db, secrets: config.secrets };
}

async function stopped(c: HttpContext) {
  const { deps } = c.env;
  const id = (await formOf(c)).field("id");
  const isStopped = await stopImport(deps, { id, now: deps.clock() });
  return c.redirect(`/admin/records/imports/${encodeURIComponent(id)}?done=${isStopped ? "stopped" : "ended"}`, 303);
}

async function importPage(c: HttpContext, id: string) {
  const { db, course } = c.env.deps;
  const [found, outcomes, leftOut] = await db.batch([
    importShown(db, id),
    outcomesOf(db, id),
    linesLeftOut(db, id, LINES_SHOWN),
  ]);
  const one = firstRow<ImportShown>(found);
  if (!one) return c.notFound();
  const lines = { outcomes: rowsOf<OutcomeCount>(outcomes), leftOut: rowsOf<LeftOut>(leftOut) };
  const view = { zone: course.zone, shown: one, ...lines, said: c.req.query("done") ?? "" };
  return answerDesk(c, (props) => <ImportPage {...props} view={view} />);
}

const KINDS: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** One page of readers is read when the one before has left. */
function readersFile(c: HttpContext, format: ExportFormat) {
  const { deps } = c.env;
  const pieces = exportReaders(deps, { format });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return();
    },
  });
  const day = new Date(deps.clock()).toISOString().slice(0, 10);
  c.header("Content-Disposition", `attachment; filename="${deps.course.key}-readers-${day}.${format}"`);
  return c.body(body, 200, { "Content-Type": KINDS[format] });
}
