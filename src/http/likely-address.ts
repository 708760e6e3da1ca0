/** A slip of the finger in the domain of an address: what she probably meant, to be asked about and never to be decided here. */

import emailMisspelled from "email-misspelled";
import type { Address } from "../domain/address.ts";
import { MAILBOX_DOMAINS } from "../domain/mailbox.ts";
import { NEIGHBOURS, PROVIDERS } from "../domain/providers.ts";

const nearDomains = emailMisspelled({
  domains: [...MAILBOX_DOMAINS, ...PROVIDERS],
  maxMisspelled: 3,
  lengthDiffMax: 3,
});

/** The address with the domain she probably meant; null when there is nothing to ask. */
export function likelyAddress({ email }: Address): string | null {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1);
  if (NEIGHBOURS.has(domain)) return null;
  // The library wants one @ and nothing odd before it: only the domain is its business.
  const near = nearDomains(`x@${domain}`).find(({ suggest, misspelledCount }) =>
    isSlip(domain, suggest, misspelledCount),
  );
  return near ? `${email.slice(0, at)}@${near.suggest}` : null;
}

/** Under one name the ending may be another; a short name has too many neighbours to guess at. */
function isSlip(domain: string, suggest: string, letters: number): boolean {
  const name = nameOf(suggest);
  if (name === nameOf(domain)) return name.length > 2 || letters < 3;
  if (name.length < 4) return false;
  return letters <= (name.length < 5 ? 1 : 2);
}

function nameOf(domain: string): string {
  return domain.slice(0, domain.indexOf("."));
}
