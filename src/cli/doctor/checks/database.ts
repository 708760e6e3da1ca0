/** Checks of the database: that it answers, and that it has had exactly the migrations of this version. */

import { failureOf, MAKE_MISSING } from "../../wrangler-failure.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, ok, Unasked, unlessUnreachable, type Wrong, wrong } from "../finding.ts";
import type { Patient } from "../patient.ts";

export const databaseChecks: readonly Check[] = [
  { name: "migrations", asks: "whether the database is as new as this code", look: migrations },
  { name: "database", asks: "whether the house's own questions are answered", look: database },
];

async function migrations(patient: Patient): Promise<Finding | readonly Finding[]> {
  const applied = await patient.applied().catch((error: Error) => reasonOf(error));
  if (typeof applied === "string") {
    unlessUnreachable(applied);
    const why = "nothing can be signed up for or sent without a database";
    const fix = failureOf(applied).kind === "no-database" ? MAKE_MISSING : toMigrate(patient);
    return wrong(`the list of migrations could not be read: ${applied.replace(/ → .*/, "")}`, why, fix);
  }
  const { migrations: files } = patient;
  const missing = files.filter((file) => !applied.includes(file));
  const unknown = applied.filter((file) => !files.includes(file));
  const last = files.at(-1) ?? "none";
  return allOr([...missingOf(patient, missing), ...unknownOf(unknown)], `all ${files.length}, up to ${last}`);
}

function missingOf(patient: Patient, missing: readonly string[]): Wrong[] {
  if (missing.length === 0) return [];
  const why = "what this code asks for is not in the database yet: pages and ticks will fail";
  return [wrong(`not applied: ${missing.join(", ")}`, why, toMigrate(patient))];
}

function unknownOf(unknown: readonly string[]): Wrong[] {
  if (unknown.length === 0) return [];
  const why = "the database is newer than this checkout: a deploy from here would put an older Worker before it";
  return [wrong(`applied, but no file here: ${unknown.join(", ")}`, why, "git pull")];
}

function toMigrate({ where }: Patient): string {
  return where === "remote" ? "npx wrangler d1 migrations apply DB --remote" : "npm start   (it migrates by itself)";
}

async function database(patient: Patient): Promise<Finding> {
  try {
    await patient.ledger();
    return ok("answers");
  } catch (error) {
    const applied = await patient.applied().catch(() => null);
    if (applied === null || patient.migrations.some((file) => !applied.includes(file))) {
      throw new Unasked("its migrations are not all there, or not known: see migrations");
    }
    const fix =
      patient.where === "remote"
        ? "npx wrangler d1 list   (is it there? else https://www.cloudflarestatus.com)"
        : "npm start";
    return wrong(`it does not answer: ${reasonOf(error)}`, "the Worker asks it the same for every tick", fix);
  }
}

function reasonOf(error: unknown): string {
  return (
    (error instanceof Error ? error.message : String(error)).replace(/^Nothing was changed: /, "").split("\n")[0] ?? ""
  );
}
