/** What the global set-up hands to every test. */

import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Base URL of the post office. */
    postOffice: string;
  }
}
