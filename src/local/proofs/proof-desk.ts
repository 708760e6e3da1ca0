/** The desk where the newest proofs lie: compiled at the first look, and anew after every edit from then on. */

import { join } from "node:path";
import { findingLine } from "../../cli/compile/finding.ts";
import { compile } from "../../cli/compile/mails.ts";
import type { Config } from "../../domain/config.ts";
import { followEdits } from "./follow-edits.ts";
import { type Proof, proofsOf } from "./proof.ts";

export type ProofState = {
  /** Grows with every compile. */
  readonly version: number;
  /** The last that compiled; none before there were any. */
  readonly proofs: readonly Proof[];
  /** What keeps the newest edit from compiling, one line each; empty when the proofs are of that edit. */
  readonly findings: readonly string[];
};

export type ProofDesk = {
  look(): Promise<ProofState>;
  /** Ends the following of edits. */
  close(): Promise<void>;
};

type ProofPlan = {
  /** The folder that holds `emails/`. */
  readonly root: string;
  readonly config: () => Promise<Config>;
  /** Unix ms. */
  readonly now: () => number;
  readonly onChange?: (state: ProofState) => Promise<void>;
};

export function openProofDesk(plan: ProofPlan): ProofDesk {
  let newest: Promise<ProofState> | undefined;
  let stop: Promise<() => void> | undefined;
  const pullAnew = async () => {
    const before = await newest;
    const state = await pull(plan, before);
    newest = Promise.resolve(state);
    await plan.onChange?.(state);
  };
  return {
    look() {
      newest ??= pull(plan, undefined);
      stop ??= followEdits(join(plan.root, "emails"), pullAnew);
      return newest;
    },
    async close() {
      (await stop)?.();
    },
  };
}

async function pull({ root, config, now }: ProofPlan, before: ProofState | undefined): Promise<ProofState> {
  const version = (before?.version ?? 0) + 1;
  const compiled = await compile({ root });
  if (compiled.ok) return { version, proofs: proofsOf(await config(), compiled, now()), findings: [] };
  return { version, proofs: before?.proofs ?? [], findings: compiled.findings.map(findingLine) };
}
