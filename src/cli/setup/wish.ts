/** What the files say today, and what the answers make of them. */

import { isDeepStrictEqual } from "node:util";
import type { Course } from "../../domain/course.ts";
import { activeLessons } from "../../domain/course.ts";
import type { Names } from "./account.ts";
import { type Answers, varsOf, WORKERS_DEV } from "./answers.ts";
import { hourOf, minuteOf } from "./course-hour.ts";
import type { Wish } from "./plan.ts";
import { HOUR, NAME, ZONE } from "./questions.ts";
import { type TomlChange, tomlString } from "./toml.ts";

/** wrangler.toml, as far as the setup reads it. */
export type Toml = {
  readonly name?: string;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly routes?: unknown;
  readonly route?: unknown;
  readonly workers_dev?: boolean;
  readonly d1_databases?: readonly { readonly database_name?: string }[];
  readonly queues?: {
    readonly producers?: readonly { readonly queue?: string }[];
    readonly consumers?: readonly { readonly queue?: string }[];
  };
};

type Today = { readonly toml: Toml; readonly course: Course };

/** What the files answer, the sample's answers among them. */
export function answersToday({ toml, course }: Today): Answers {
  const vars = Object.entries(toml.vars ?? {}).map(([setting, value]) => [setting, String(value)] as const);
  return {
    ...Object.fromEntries(vars),
    [NAME]: toml.name ?? "",
    [ZONE]: course.zone,
    [HOUR]: hourOf(course.minute),
  };
}

/** Of the file, as long as the Worker keeps its name: database and queue may have names of their own. */
function namesOf({ name, d1_databases, queues }: Toml, answers: Answers): Names {
  const worker = answers[NAME] ?? "";
  const derived = { worker, database: worker, queue: `${worker}-deliveries` };
  if (worker !== name) return derived;
  const database = d1_databases?.[0]?.database_name ?? derived.database;
  return { worker, database, queue: queues?.producers?.[0]?.queue ?? derived.queue };
}

/** `answers` are complete and fit. */
export function wishOf(today: Today, answers: Answers, provider: string): Wish {
  const { toml, course } = today;
  const names = namesOf(toml, answers);
  const siteUrl = (answers.SITE_URL ?? "").replace(/\/+$/, "");
  const hour = { zone: answers[ZONE] ?? "", minute: minuteOf(answers[HOUR] ?? "") ?? course.minute };
  return {
    names,
    siteUrl,
    authorEmail: answers.AUTHOR_EMAIL ?? "",
    changes: [...nameChanges(toml, names), ...routeChange(toml, siteUrl), ...varChanges(toml, answers)],
    hour: hour.zone === course.zone && hour.minute === course.minute ? null : hour,
    lesson: activeLessons(course)[0]?.key ?? "",
    provider,
  };
}

function nameChanges({ name, d1_databases, queues }: Toml, names: Names): TomlChange[] {
  return [
    ...change("", "name", name, names.worker),
    ...change("d1_databases", "database_name", d1_databases?.[0]?.database_name, names.database),
    ...change("queues.producers", "queue", queues?.producers?.[0]?.queue, names.queue),
    ...change("queues.consumers", "queue", queues?.consumers?.[0]?.queue, names.queue),
  ];
}

/** A host of her own needs a way to the Worker. The one that a setup wrote goes along with the site; any other is hers to change. */
function routeChange({ routes, route, vars }: Toml, siteUrl: string): TomlChange[] {
  const [before, host] = [URL.parse(String(vars?.SITE_URL))?.hostname, new URL(siteUrl).hostname];
  const isOurs = isDeepStrictEqual(routes, [{ pattern: before, custom_domain: true }]);
  const isHers = !isOurs && (routes !== undefined || route !== undefined);
  if (isHers || (isOurs && before === host)) return [];
  if (host.endsWith(WORKERS_DEV)) return isOurs ? [{ table: "", key: "routes", value: null }] : [];
  return [{ table: "", key: "routes", value: `[{ pattern = ${tomlString(host)}, custom_domain = true }]` }];
}

function varChanges({ vars = {} }: Toml, answers: Answers): TomlChange[] {
  const wanted = varsOf(answers);
  const gone = Object.keys(vars).filter((setting) => wanted[setting] === undefined);
  return [
    ...Object.entries(wanted).flatMap(([setting, value]) => change("vars", setting, vars[setting], value)),
    ...gone.map((key) => ({ table: "vars", key, value: null })),
  ];
}

function change(table: string, key: string, before: unknown, after: string): TomlChange[] {
  return before === after ? [] : [{ table, key, value: tomlString(after) }];
}
