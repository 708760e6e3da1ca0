/** That the course's own mails pass the gate, by the very command. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ALLOWED, unsupported } from "../../src/cli/check-mail/clients.ts";
import { sampleMails } from "../../src/cli/check-mail/samples.ts";
import { compile } from "../../src/cli/compile/mails.ts";
import { here } from "../node/course-folder.ts";

test("npm run check:mail finds nothing on the course's mails", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(here, "src/cli/check-mail.ts")]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\d+ mails in \d+ copies: nothing to mend\n$/);
});

test("What mail programs are forgiven is in some mail of the course", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error("It should compile.");
  const samples = await sampleMails(compiled.course, compiled.mails);
  const outcomes = samples.flatMap(([first]) => (first ? [unsupported(first.html)] : []));
  const errors = outcomes.flatMap((outcome) => ("errors" in outcome ? outcome.errors : []));
  const needless = Object.keys(ALLOWED).filter(
    (feature) => !errors.some((error) => error.startsWith(`\`${feature}\``)),
  );
  expect(needless).toEqual([]);
});
