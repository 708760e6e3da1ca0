/** Mail addresses as people type them: narrowed, checked, and made comparable. */

export type Address = {
  /** What we send to: as typed, but narrowed (NFKC), trimmed, the domain in lower case and ASCII. */
  readonly email: string;
  /** What two spellings of one mailbox share; only its keyed hash is ever compared. */
  readonly identity: string;
};

/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 for the whole. */
const LOCAL_MAX = 64;
const EMAIL_MAX = 254;

/** Dots may stand anywhere: docomo and au handed out `a..b@` and `a.@` until 2009, and some are still read. */
const LOCAL_PATTERN = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const DOMAIN_PATTERN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** The address meant by `typed`, or null when no mail server could accept it. */
export function parseAddress(typed: string): Address | null {
  const narrowed = typed.normalize("NFKC").trim();
  const at = narrowed.lastIndexOf("@");
  const local = narrowed.slice(0, at);
  const domain = asciiDomain(narrowed.slice(at + 1));
  if (at < 1 || local.length > LOCAL_MAX || !LOCAL_PATTERN.test(local)) return null;
  if (domain === null || !DOMAIN_PATTERN.test(domain)) return null;
  const email = `${local}@${domain}`;
  return email.length > EMAIL_MAX ? null : { email, identity: email.toLowerCase() };
}

/** The domain of an address that `parseAddress` accepted. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}

/**
 * 日本語.jp → xn--wgv71a119e.jp, by the URL parser (UTS 46); null when it is no host name. What a URL would read as something
 * else (a port, a path, `%61` for a) is refused before.
 */
function asciiDomain(domain: string): string | null {
  if (!/^[^\s/\\?#:@[\]%]{1,253}$/u.test(domain)) return null;
  return URL.parse(`http://${domain}`)?.hostname ?? null;
}
