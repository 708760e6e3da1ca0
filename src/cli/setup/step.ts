/** What a step of the setup is: told to the author as it is, done as a deed. */

import type { CourseHour } from "./course-hour.ts";
import type { Webhook } from "./provider.ts";
import type { TomlChange } from "./toml.ts";

export type Deed =
  | { readonly kind: "settings"; readonly changes: readonly TomlChange[] }
  | { readonly kind: "hour"; readonly hour: CourseHour }
  | { readonly kind: "wrangler"; readonly args: readonly string[] }
  /** Made at random here, handed over through standard input. */
  | { readonly kind: "own-secrets"; readonly names: readonly OwnSecret[]; readonly args: readonly string[] }
  /** Made by Resend, handed over through standard input. */
  | { readonly kind: "their-secret"; readonly from: SecretSource; readonly args: readonly string[] }
  | { readonly kind: "mend-webhook"; readonly webhook: Webhook }
  | { readonly kind: "deploy" }
  | { readonly kind: "test-mail"; readonly args: readonly string[] };

export type OwnSecret = "LINK_SECRET" | "IDENTITY_SECRET";
export type SecretSource =
  | { readonly what: "new-key"; readonly name: string }
  | { readonly what: "new-webhook" }
  | { readonly what: "webhook"; readonly id: string };

export type Step = {
  readonly title: string;
  /** Why it is done. */
  readonly reason: string;
  /** How it is taken back. */
  readonly undo: string;
  /** Every command and call, as a person would write them; no secret is in them. */
  readonly shown: readonly string[];
  readonly deed: Deed;
};
