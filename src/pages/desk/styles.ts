/** The style sheet of the author's desk: the site's colours and forms, in a wider and denser column. */

import { baseStyles } from "../styles-base.ts";
import { courseStyles } from "../styles-course.ts";
import { formStyles } from "../styles-form.ts";
import { sheetStyles } from "../styles-sheet.ts";
import { planStyles } from "./styles-plan.ts";

const ownStyles = `
body{font-size:.9375rem;line-height:1.8}
h1{font-size:1.5rem}
h2{font-size:1.1875rem;color:var(--accent)}
h3{font-size:1rem}
.desk-top,.desk,.desk-end{width:100%;max-width:64rem;margin-inline:auto;padding-inline:1.25rem}
.desk-top{display:flex;flex-wrap:wrap;align-items:center;gap:0 1.5rem;padding-block:.6rem;border-bottom:1px solid var(--line)}
.desk-top .mark{margin-right:auto}
.desk-top .mark small{letter-spacing:.06em}
.places{display:flex;flex-wrap:wrap;gap:0 1.1rem;width:100%}
.places a{display:inline-flex;align-items:center;min-height:44px;padding:0;color:var(--ink);text-decoration:none}
.places a:hover{color:var(--accent);text-decoration:underline}
.places [aria-current]{color:var(--accent);font-weight:600;box-shadow:inset 0 -3px var(--accent)}
.desk{padding-block:1.5rem 0}
.desk>*+*{margin-top:1.5rem}
.desk section>*+*{margin-top:.75rem}
.desk section+section{margin-top:2.25rem}
.desk form{margin-top:.75rem}
.desk-end{display:flex;flex-wrap:wrap;gap:.75rem;padding-block:1.5rem 2.5rem;font-size:.875rem}
.desk-end form{margin:0}
.desk button,.desk .button,.desk-end button{min-height:44px;padding:.35rem 1.1rem;font-size:.9375rem}
.desk input:not([type=checkbox],[type=radio]),.desk select,.desk textarea{min-height:44px}
.desk input[type=date],.desk input[type=time],.desk input[type=search],.desk input[type=number],.desk input[type=file]{
  display:block;width:100%;margin-top:.35rem;padding:.4rem .75rem;border:1px solid var(--edge);border-radius:6px;background:var(--leaf);color:var(--ink);font:inherit;
}
.desk .tick{min-height:44px}
.in-row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:start}
.in-row .field+.field{margin-top:0}
.in-row>.field{flex:1 1 12rem}
.sheet form .field+p,.desk form .field+p{margin-top:1rem}
.desk label.choice{display:flex;align-items:center;gap:.6rem;min-height:44px}
.desk .choice input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
.desk fieldset+.in-row,.desk .in-row+p{margin-top:1rem}
.desk .count{max-width:12rem}
.points{padding-left:1.3em;list-style:disc}
.points li+li{margin-top:.4rem}
.said{padding:.75rem 1rem;border-left:3px solid var(--accent);background:var(--box);border-radius:0 6px 6px 0}
.warn{padding:.75rem 1rem;border-left:3px solid var(--wrong);background:var(--leaf);border-radius:0 6px 6px 0}
.warn strong{color:var(--wrong)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem}
.figures div{padding:.7rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--leaf)}
.figures dt{font-size:.8125rem;line-height:1.5;color:var(--soft)}
.figures dd{font-family:var(--mincho);font-size:1.375rem;line-height:1.5}
.figures dd small{display:block;font-family:var(--gothic);font-size:.8125rem;line-height:1.5}
.steps>*+*{margin-top:1rem}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;line-height:1.6}
caption{text-align:left;font-size:.8125rem;color:var(--soft)}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{font-size:.8125rem;font-weight:600;color:var(--soft);white-space:nowrap}
tbody th{font-weight:600}
td.number,th.number{text-align:right;white-space:nowrap}
td a:not(.button),th a:not(.button){display:inline-block;padding-block:.5rem;margin-block:-.5rem}
.flag{display:inline-block;padding:0 .5em;border:1px solid var(--edge);border-radius:1em;font-size:.8125rem;line-height:1.6;white-space:nowrap}
.flag.bad{border-color:var(--wrong);color:var(--wrong)}
.flag.good{border-color:var(--accent);color:var(--accent)}
.address{overflow-wrap:anywhere}
p.address{font-size:1.25rem;font-weight:600}
p.address .flag{vertical-align:.2em;font-weight:400}
.figures dd.plain{font:inherit;overflow-wrap:anywhere}
.why,.line{display:block}
.why{color:var(--soft)}
.ids{font-size:.8125rem;overflow-wrap:anywhere}
code{font-size:.875rem;overflow-wrap:anywhere}
.desk .folded{margin-top:0;border-top:0;border-bottom:1px solid var(--line)}
.desk .note+.folded{margin-top:.75rem;border-top:1px solid var(--line)}
.desk .deed>.choice{display:flex;width:fit-content}
.desk .deed fieldset.days{gap:.6rem;margin:0}
.desk .deed fieldset.days legend{padding-bottom:.5rem}
:is(search,.narrow) .in-row{align-items:end}
.stays{padding-left:1.25em;list-style:disc}
.nowrap{white-space:nowrap}
.who{min-width:13rem}
.folded summary{min-height:44px;padding-block:.55rem;color:var(--accent);cursor:pointer}
.folded[open]{padding-bottom:1.25rem}
.folded .field+.choice,.folded p+.field{margin-top:1rem}
.when{white-space:nowrap}
.desk textarea{min-height:6rem}
.desk .field+p{margin-top:.75rem}
.plain>li{padding-block:.15rem}
.plain a,.desk p a:not(.button){padding-block:.5rem}
.as-written,.desk .facts dd{white-space:pre-wrap;overflow-wrap:anywhere}
.memo{padding:.7rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--leaf)}
.memo form{justify-content:space-between;align-items:center;margin-top:.25rem}
.in-row form{margin-top:0}
.chart{width:100%;max-width:44rem;height:auto;overflow:visible}
.chart text{font:12px var(--gothic);fill:var(--soft)}
.chart .bar{fill:var(--accent)}
.share{width:100%;min-width:6rem;height:8px;margin-top:.55em;background:var(--box)}
.share .bar{fill:var(--accent)}
.wide-only{width:34%}
.chart .ground{stroke:var(--line)}
@media (min-width:48rem){.desk .plan li{grid-template-columns:13.5rem 1fr}}
@media (max-width:30rem){
  .wide-only{display:none}
  /* A table turned into cards: each cell says what it is. */
  .cards thead{position:absolute;left:-99rem}
  .cards :is(tbody,tr,th,td){display:block;width:100%}
  .cards tr{padding-block:.6rem;border-bottom:1px solid var(--line)}
  .cards :is(th,td){padding:.1rem 0;border:0;text-align:left}
  .cards td[data-label]::before{content:attr(data-label) "：";color:var(--soft)}
}
`;

/** Comments and indentation stay in the source. */
export const deskStyles = (baseStyles + formStyles + sheetStyles + courseStyles + ownStyles + planStyles)
  .replace(/\/\*.*?\*\//gs, "")
  .replace(/\s*\n\s*/g, "\n");
