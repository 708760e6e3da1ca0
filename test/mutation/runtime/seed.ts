/** Properties draw the same values in every run, so that the same mutants survive; a failing one is enough, the smallest is not looked for. */

import fc from "fast-check";

fc.configureGlobal({ seed: 20_261_102, endOnFailure: true });
