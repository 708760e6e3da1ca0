/** Styles of the desk's pages about what is to come: days with their mails, and the choices that dates are tried with. */

export const planStyles = `
.calendar{border-top:1px solid var(--line)}
.calendar li{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:0 1rem;padding-block:.7rem;border-bottom:1px solid var(--line)}
.calendar .date{font-variant-numeric:tabular-nums;white-space:nowrap}
.calendar .date b{display:inline-block;min-width:1.3em;font:600 1.375rem/1.3 var(--mincho);text-align:right}
.calendar .date span{margin-left:.4em;color:var(--soft)}
.calendar .subject{font-weight:600}
fieldset.days{display:flex;flex-wrap:wrap;gap:0 1.1rem;margin-top:1.1rem;padding:0;border:0;background:none}
fieldset.days legend{padding:0;margin:0;font:600 .9375rem/1.7 var(--gothic);color:var(--ink)}
fieldset.days label{display:inline-flex;gap:.45rem;align-items:center;min-height:44px;font-weight:400}
fieldset.days input{width:22px;height:22px;margin:0;accent-color:var(--accent)}
fieldset.days .error{flex-basis:100%}
.dates>*+*{margin-top:1.1rem}
.desk :is(input,select)[aria-invalid]{border:2px solid var(--wrong)}
.dangers li+li{margin-top:.75rem}
.names li{position:relative;padding-left:1.1em}
.names li::before{content:"";position:absolute;left:.1em;top:.85em;width:.5em;height:1px;background:var(--accent)}
.places-of th small{display:block}
@media (max-width:30rem){
  .calendar li{grid-template-columns:1fr}
}
`;
