/** One question to the house; its name stands at the beginning of its line. */

import type { Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";

export type Check = {
  readonly name: string;
  /** What it asks, for whoever reads the list. */
  readonly asks: string;
  readonly look: (patient: Patient) => Promise<Finding | readonly Finding[]>;
};
