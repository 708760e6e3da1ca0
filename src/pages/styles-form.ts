/** Longer forms: the worksheet and the request for a consultation, on the screen and on paper. */

export const formStyles = `
textarea,select,input[type=tel]{
  display:block;width:100%;min-height:50px;margin-top:.35rem;padding:.5rem .85rem;
  border:1px solid var(--edge);border-radius:6px;background:var(--leaf);color:var(--ink);font:inherit;line-height:1.6;
}
textarea{scroll-margin-bottom:4rem;min-height:5rem;resize:vertical;field-sizing:content}
:is(textarea,select)[aria-invalid]{border:2px solid var(--wrong)}
fieldset{min-width:0;margin:0;padding:1.4rem 1.25rem 1.5rem;border:1px solid var(--line);border-radius:6px;background:var(--leaf)}
fieldset+fieldset{margin-top:1.5rem}
legend{padding-inline:.4rem;margin-left:-.4rem;font-family:var(--mincho);font-weight:600;font-size:1.125rem;color:var(--accent)}
.field .note{margin-top:.1rem}
button.quiet{background:transparent;border-color:var(--accent);color:var(--accent)}
button.quiet:hover{background:var(--box);color:var(--accent-deep)}
/* What only a script can keep is not promised before it runs; its room is kept, so that nothing jumps. */
.waiting{visibility:hidden}
@media (scripting:none){.waiting{display:none}}
[hidden]{display:none!important}

noscript p{margin-top:.75rem}
.growing{margin-top:1.75rem;padding:1.25rem;background:var(--box);border-radius:6px}
.growing h2{font-size:1rem;color:var(--accent)}
.growing p{margin-top:.5rem;font-family:var(--mincho);font-size:1.125rem;line-height:2;overflow-wrap:anywhere}
.growing b{font-weight:600}
.growing button{margin-top:1rem}
.growing+.field{margin-top:1.5rem}
.gap{padding-inline:.5em;border-bottom:1px dashed var(--edge);color:var(--soft)}
.tools>*+*{margin-top:1.25rem}
.tool-row{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}
.kept{position:sticky;bottom:0;padding:.6rem 0;border-top:1px solid var(--line);background:var(--paper);font-size:.875rem;line-height:1.5;color:var(--soft)}
.kept:empty{display:none}
.sheet>dialog{margin:auto}
dialog{width:min(30rem,calc(100% - 2.5rem));padding:1.5rem;border:1px solid var(--line);border-radius:6px;background:var(--leaf);color:var(--ink)}
dialog::backdrop{background:rgb(0 0 0/.5)}
dialog h2{font-size:1.25rem}
dialog p{margin-top:.75rem}

.consult>p{margin-top:1.5rem}
.phone-only{margin-top:.75rem}
:is(.ways,#attach-part) .tick{min-height:44px}
.ways{display:grid;gap:.25rem}
fieldset.times{margin-top:1.1rem;padding:0;border:0;background:none;display:grid;grid-template-columns:minmax(0,1.25fr) minmax(0,1fr);gap:0 .75rem}
.times select{padding-inline:.6rem .3rem}
.times .error{grid-column:1/-1}
.times label{font-weight:400;font-size:.875rem}
.times legend{padding:0;margin:0;font:600 1rem/1.7 var(--gothic);color:var(--ink)}
.times+.field{margin-top:1.1rem}
.ways .tick{align-items:center}
.ways .tick input{margin-top:0}
.ways .tick label{font-size:1rem}
@supports selector(:has(*)){
  .consult:not(:has(#by-phone:checked)) .phone-only{display:none}
}
@media (max-width:22rem){fieldset.times{grid-template-columns:1fr}}
@media (forced-colors:active){.gap{border-bottom-color:CanvasText}}

@media print{
  .on-screen,dialog,.sheet>svg{display:none!important}
  .sheet{padding-top:0}
  .sheet>*+*{margin-top:1em}
  :focus-visible{outline:0}
  fieldset{padding:.6em .9em .8em;border-color:var(--line);break-inside:avoid}
  fieldset+fieldset{margin-top:.8em}
  .field+.field{margin-top:.5em}
  .row{display:grid;grid-template-columns:1fr 1fr;gap:.5em 1.4em}
  .row .field{display:flex;flex-direction:column;margin:0}
  .row textarea{margin-top:auto}
  textarea{min-height:3em;padding:.1em .3em;border:0;border-bottom:1px dashed var(--edge);border-radius:0;resize:none;background:none}
  .field .note{font-size:8.5pt}
  .growing{padding:0;margin-top:1em;break-inside:avoid}
  .growing p{font-size:11.5pt;line-height:1.8}
}
`;
