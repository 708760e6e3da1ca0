/** Every fault that the doctor has to find, each seeded alone. */

import { ENGINE_FAULTS, QUEUE_FAULTS } from "./engine.ts";
import { DATABASE_FAULTS, MACHINE_FAULTS, SETTINGS_FAULTS } from "./machine.ts";
import { RESEND_FAULTS } from "./resend.ts";
import type { Fault } from "./seeds.ts";
import { DNS_FAULTS } from "./sender.ts";
import { FRONT_FAULTS, MAILS_FAULTS } from "./site.ts";

export const FAULTS: readonly Fault[] = [
  ...MACHINE_FAULTS,
  ...SETTINGS_FAULTS,
  ...DATABASE_FAULTS,
  ...ENGINE_FAULTS,
  ...QUEUE_FAULTS,
  ...FRONT_FAULTS,
  ...DNS_FAULTS,
  ...RESEND_FAULTS,
  ...MAILS_FAULTS,
];
