/** Dangers that the author has accepted by name, and names that mean none. */

import type { Danger } from "../../domain/plan.ts";

export function unaccepted(dangers: readonly Danger[], accept: readonly string[]): Danger[] {
  return dangers.filter(({ name }) => !accept.includes(name));
}

export function unknownNames(dangers: readonly Danger[], accept: readonly string[]): string[] {
  return accept.filter((name) => !dangers.some((danger) => danger.name === name));
}
