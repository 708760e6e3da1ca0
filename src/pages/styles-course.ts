/** Her own page: plans with dates, choices to tick, and buttons that do not shout. */

export const courseStyles = `
.sheet section>*+*{margin-top:1rem}
.sheet section:not(.aside)>h2{padding-top:1.25rem;border-top:1px solid var(--line);font-size:1.25rem}
.said{padding:1rem 1.1rem;border:1px solid var(--accent);border-radius:6px;background:var(--leaf)}
.said.refused{border:2px solid var(--wrong)}
.plan li{display:grid;gap:0 1.25rem;padding-block:.7rem;border-bottom:1px solid var(--line);line-height:1.75}
.plan li:last-child{border-bottom:0}
.plan .when{font-size:.875rem;color:var(--soft);font-variant-numeric:tabular-nums}
.deed{margin-top:1rem}
.settings .deed+.deed{padding-top:1.5rem}
.deed>*+*{margin-top:1rem}
.deed fieldset{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;border:0;background:none}
.deed legend{margin:0;padding:0 0 .5rem;font:600 1rem/1.7 var(--gothic);color:var(--ink)}
.choice{
  display:inline-flex;align-items:center;gap:.55rem;min-width:44px;min-height:48px;padding:.4rem .9rem;
  border:1px solid var(--edge);border-radius:6px;background:var(--leaf);font-weight:400;line-height:1.5;cursor:pointer;
}
.choice:has(:checked){border-color:var(--accent);background:var(--box)}
.choice input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
input[type=time]{
  min-height:48px;max-width:100%;padding:.4rem .7rem;border:1px solid var(--edge);border-radius:6px;
  background:var(--leaf);color:var(--ink);font:inherit;line-height:1.5;
}
.deed select{font-weight:400;text-overflow:ellipsis}
.aside .quote{margin:.75rem 0 0;padding-left:1rem;border-left:2px solid var(--line);color:var(--soft)}
.aside .facts{margin-top:1.1rem}
@media (min-width:48rem){
  .aside .facts div{grid-template-columns:6em 1fr}
  .plan li{grid-template-columns:10.5rem 1fr}
  .plan .when{line-height:2}
}
`;
