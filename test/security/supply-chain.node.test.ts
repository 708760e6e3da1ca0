/** What comes from other people comes as it was read: exact versions, the lock file in step, and no install script that nobody allowed. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

type Versions = Record<string, string>;
type Package = { dependencies: Versions; devDependencies: Versions; allowScripts: Record<string, boolean> };
type Locked = { version?: string; resolved?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean };
type Lock = { packages: Record<string, Locked & Partial<Package>> };

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFile(join(root, file), "utf8");
const ours = JSON.parse(await read("package.json")) as Package;
const lock = JSON.parse(await read("package-lock.json")) as Lock;
const wanted = { ...ours.dependencies, ...ours.devDependencies };

const nested = Object.entries(lock.packages).filter(([path]) => path !== "");

test("every dependency is one version and no range", () => {
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(Object.keys(wanted).length).toBeGreaterThan(20);
});

test("the lock file asks for the same and holds exactly that", () => {
  const { dependencies, devDependencies } = lock.packages[""] ?? {};
  expect({ dependencies, devDependencies }).toEqual({
    dependencies: ours.dependencies,
    devDependencies: ours.devDependencies,
  });
  for (const [name, version] of Object.entries(wanted)) {
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  }
});

test("every package of the lock file has the hash of its bytes, and none comes from a folder or a branch", () => {
  const without = nested.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
  expect(without.map(([path]) => path)).toEqual([]);
  expect(nested.filter(([, { link, resolved }]) => link || /^(git|file|http:)/.test(resolved ?? ""))).toEqual([]);
  expect(nested.length).toBeGreaterThan(100);
});

test("what runs in the Worker stands in the README with its weight and its reason, and nothing else does", async () => {
  const readme = await read("README.md");
  const [, table = ""] = /\*\*What the Worker carries\*\*[^\n]*\n\n((?:\|.*\n)+)/.exec(readme) ?? [];
  const told = [...table.matchAll(/^\| `([^`]+)` *\| +[\d,]+ \| \S.*\|$/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual(Object.keys(ours.dependencies).toSorted());
});

test("exactly the packages that need a script at installation are allowed one", () => {
  const withScript = nested.filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = new Set(withScript.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13)));
  const allowed = Object.entries(ours.allowScripts).flatMap(([name, may]) => (may ? [name] : []));
  expect([...names].toSorted()).toEqual(allowed.toSorted());
});
