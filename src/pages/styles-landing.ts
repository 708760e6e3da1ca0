/** The landing page: hero with the form, the two faces, the path of the mails, the leaf of the guide, story, questions. */

export const landingStyles = `
.hero,.part{max-width:66rem;margin-inline:auto;padding-inline:1.25rem}
.hero{padding-top:.75rem}
.hero h1{margin-top:.6rem;font-size:clamp(1.25rem,6.7vw,1.75rem);line-height:1.65;letter-spacing:0}
.hero h1 span{display:block}
.opening{margin-top:1.1rem}
.jump{margin-top:1.25rem}
.promises{margin-top:1.75rem;border-top:1px solid var(--line)}
.promises div{display:flex;gap:1rem;padding-block:.7rem;border-bottom:1px solid var(--line);font-size:.9375rem;line-height:1.8}
.promises dt{flex:none;width:4.5em;font-family:var(--mincho);font-weight:600;color:var(--accent)}
.hero-form{margin-top:2.25rem}
.sign-up>.error{margin:0 0 1rem}
.hero-form h2{font-size:1.25rem}
.hero-form form{margin-top:1rem}
.walk{width:100%;max-width:90rem;height:104px;margin:3rem auto 0}
.child{opacity:.6}
.moon{color:var(--edge);fill:var(--edge);opacity:.55}

.part{padding-top:4rem}
.part-head>*+*{margin-top:1rem}
.part-body{margin-top:1.5rem}
.part-body>*+*{margin-top:1.25rem}
.opening,.promises dd,.pair li,.mails li,.answer h3{word-break:auto-phrase}
.part-body>.pair{display:grid;gap:2.25rem;margin-block:2rem}
.pair h3{margin-top:.6rem;font-size:1.25rem}
.pair ul{margin-top:.6rem;border-top:1px solid var(--line)}
.pair li{padding-block:.7rem;border-bottom:1px solid var(--line);line-height:1.75}
.face .others{opacity:.35}
.papers path{fill:none;stroke:currentColor;stroke-width:2.5;opacity:.55}

.part-body>ol{margin-block:2rem}
.mails li{display:flex;gap:1rem;padding-bottom:2rem;position:relative}
.mails li::before{content:"";position:absolute;left:22px;top:0;bottom:0;border-left:1px dashed var(--line)}
.mails li:last-child{padding-bottom:0}
.step{flex:none;box-sizing:content-box;padding-block:2px;margin-top:.35rem;position:relative}
.step.left{margin-right:26px}
.step.right{margin-left:26px}
.mails .day{font-size:.8125rem;letter-spacing:.06em;line-height:1.6;color:var(--accent)}
.mails h3{margin-top:.1rem}
.mails li p:last-child{margin-top:.2rem;font-size:.9375rem;line-height:1.8;color:var(--soft)}

.leaf{padding:1.75rem 1.4rem;background:var(--leaf);border:1px solid var(--line);border-radius:2px}
.leaf>*+*{margin-top:1.2rem}
.leaf dl{border-top:1px solid var(--line)}
.leaf dt{padding-top:.7rem;font-size:.875rem;line-height:1.6;letter-spacing:.06em;color:var(--accent)}
.leaf dd{padding-bottom:.7rem;border-bottom:1px solid var(--line);line-height:1.75}
.leaf blockquote{margin-inline:0;font-family:var(--mincho);font-size:1.125rem;line-height:1.85;color:var(--accent)}

.upright{
  width:fit-content;margin-left:auto;margin-right:auto;writing-mode:vertical-rl;
  font-family:var(--mincho);font-weight:600;font-size:1.375rem;line-height:1.9;letter-spacing:.12em;color:var(--accent);
}
.upright span{display:block}
.upright span+span{padding-top:2em}
.author .part-head>.upright{margin-top:2rem}
.signature{font-family:var(--mincho);text-align:right}

.answer{padding-top:1.25rem;border-top:1px solid var(--line)}
.answer:first-child{padding-top:0;border-top:0}
.part-body>.answer+.answer{margin-top:1.75rem}
.answer p{margin-top:.4rem}
.hero-form,.ending .part-body{padding:1.5rem 1.25rem;background:var(--leaf);border:1px solid var(--line);border-radius:6px}
.ending form{margin-top:0}

@media (min-width:45rem){
  .walk{height:156px}
  .part-body>.pair{grid-template-columns:1fr 1fr;gap:2.5rem}
}
@media (min-width:60rem){
  .hero{padding-top:2rem;display:grid;grid-template-columns:minmax(0,1fr) 24rem;column-gap:4.5rem;align-items:start}
  .hero h1{font-size:2.25rem}
  .jump{display:none}
  .promises{margin-top:2rem}
  .hero-form{margin-top:0;padding:2rem}
  .part{display:grid;grid-template-columns:16rem minmax(0,40rem);column-gap:4rem;padding-top:6.5rem}
  .part-head h2{margin-top:-.35rem}
  .part-body{margin-top:0}
  .upright{margin-left:0}
  .leaf{padding:2.5rem}
  .ending .part-body{max-width:30rem;padding:2rem}
}
`;
