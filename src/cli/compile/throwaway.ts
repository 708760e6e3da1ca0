/** Packs the kept list of throwaway domains into build/throwaway.ts. */

import { disposableEmailBlocklist } from "disposable-email-domains-js";
import { isProvider } from "../../domain/providers.ts";
import { packDomains } from "../../domain/throwaway.ts";
import { writeModule } from "./write.ts";

/** Whatever the list may say some day, a great provider is none. */
export async function compileThrowaway(root: string): Promise<"written" | "unchanged"> {
  const domains = disposableEmailBlocklist().filter((domain) => !isProvider(domain));
  const content = `/** Made by npm run compile: ${domains.length} throwaway domains (see src/domain/throwaway.ts). */
export const packedThrowaway = "${packDomains(domains)}";
`;
  return writeModule(root, "throwaway", content);
}
