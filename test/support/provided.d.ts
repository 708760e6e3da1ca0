/** What the global set-up hands to every test. */

import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Base URL of the post office. */
    postOffice: string;
  }
}

declare global {
  interface ImportMeta {
    readonly env: {
      /** Seeds of storms, apart by blanks, for a run by hand. */
      readonly VITE_STORM_SEEDS?: string;
      /** How many odd sign-ups are tried, for a run by hand. */
      readonly VITE_FUZZ_RUNS?: string;
    };
  }
}
