/** A link that opens a mail already begun (RFC 6068), whatever stands in its parts. */

type Draft = { readonly to: string; readonly subject: string; readonly body: string };

/** Every sign with a meaning of its own is encoded, so that no part can become another or a header. Lines of the body may end in `\n`. */
export function mailtoOf({ to, subject, body }: Draft): string {
  const at = to.lastIndexOf("@");
  const address = `${encoded(to.slice(0, at))}@${encoded(to.slice(at + 1))}`;
  return `mailto:${address}?subject=${encoded(subject.replace(/\s+/g, " "))}&body=${encoded(linesOf(body))}`;
}

/** RFC 6068 §5: a line break in the body is %0D%0A. */
function linesOf(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

/** Half an emoji cannot be encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
