/** What only the narrow pages have: choices, help by mailbox, clauses, facts, and words to copy. */

export const sheetStyles = `
[hidden]{display:none!important}
.quiet{background:transparent;border-color:var(--edge);color:var(--ink)}
.quiet:hover{background:var(--box);border-color:var(--accent);color:var(--accent-deep)}
.choices{margin-top:1rem}
.choices button{width:100%;display:block;text-align:center}
.choices .address{display:block}
.choices button+button,.choices+.choices{margin-top:.75rem}
.aside ul+.choices,.choices+ul{margin-top:1.25rem}

details{border-top:1px solid var(--line)}
summary{min-height:48px;padding-block:.65rem;font-weight:600;cursor:pointer}
summary::marker{color:var(--accent)}
details[open]{padding-bottom:1rem}
details p{margin-top:.5rem}
.mailboxes>.note{margin-top:1.5rem}
.mailboxes>*+details{margin-top:0}

.clause{line-height:1.9}
.clause>*+*{margin-top:.75rem}
.clause h2{font-size:1.1875rem;color:var(--accent)}
.clause h2 label{font:inherit}
.clause li{position:relative;padding-left:1.1em}
.clause li+li{margin-top:.4rem}
.clause li::before{content:"";position:absolute;left:.1em;top:.9em;width:.5em;height:1px;background:var(--accent)}
.facts{border-top:1px solid var(--line)}
.facts dt,.facts dd,.clause li,.clause p{word-break:auto-phrase}
.facts div{padding-block:.8rem;border-bottom:1px solid var(--line);line-height:1.8}
.facts dt{font-family:var(--mincho);font-weight:600;color:var(--accent)}
.facts dd{white-space:pre-line}
.snippet{
  display:block;width:100%;padding:.85rem;border:1px solid var(--edge);border-radius:6px;background:var(--leaf);color:var(--ink);
  font:.8125rem/1.7 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
}
.copied{margin-left:.75rem;color:var(--accent)}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.colophon ul{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-top:1rem}
.colophon li a:not(.button){padding-block:.6rem;margin-block:0}

@media (min-width:30rem){
  .facts div{display:grid;grid-template-columns:10em 1fr;gap:1rem}
}
@media (forced-colors:active){
  button,.button{border-color:ButtonText}
  .aside li::before,.clause li::before{background:CanvasText}
}
`;
