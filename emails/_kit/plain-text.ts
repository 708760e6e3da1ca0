/** Turns the text form's few tags into the lines of a text part. */

/** Blocks become paragraphs with a blank line between, `h1`–`h3` get their signs, other tags vanish, entities are read. */
export function plainText(markup: string): string {
  const lines = markup
    .replace(/<h1>(.*?)<\/h1>/gs, "<p>$1<br/>────────────</p>")
    .replace(/<h2>(.*?)<\/h2>/gs, "<p><br/>■ $1</p>")
    .replace(/<h3>(.*?)<\/h3>/gs, "<p>◇ $1</p>")
    .replace(/<br\s*\/?>/g, "\n")
    .replace(/<\/p>/g, "\n\n")
    .replace(/<[^>]*>/g, "");
  return `${readEntities(lines)
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()}\n`;
}

/** React writes no other entities than these. */
function readEntities(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, "&");
}
