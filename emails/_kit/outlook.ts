/** What only Outlook for Windows reads: it has no `max-width`, and takes leading for a multiple of the font's own height. */

/** Pixels, of which Word takes exactly so many; where an element has its own line height inline, it stays. */
const STYLE = `<style>
p,td{font-family:"Yu Gothic",Meiryo,sans-serif;line-height:30px}
td.soft,td.soft p{line-height:24px}
p,td,h1,h2,h3{mso-line-height-rule:exactly}
</style>`;

const COLUMN = /<table[^>]* class="ink"/;
const END = "</table></td></tr></tbody></table></body>";

/** React writes neither comments nor half a table, so they go in afterwards. A document without the kit's column stays as it is. */
export function withOutlook(html: string): string {
  const column = COLUMN.exec(html)?.[0];
  if (column === undefined) return html;
  return html
    .replace("</head>", `${onlyOutlook(STYLE)}</head>`)
    .replace(column, onlyOutlook('<table role="presentation" align="center" width="560"><tr><td>') + column)
    .replace(END, `</table>${onlyOutlook("</td></tr></table>")}${END.slice("</table>".length)}`);
}

function onlyOutlook(markup: string): string {
  return `<!--[if mso]>${markup}<![endif]-->`;
}
