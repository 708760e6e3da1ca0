/** Colours, type and the parts that stand on every page: header, footer, column, form, button. */

/** The colours are those of the mails (emails/_kit/look.ts), so that page and mail are one paper. */
export const baseStyles = `
:root{
  color-scheme:light dark;
  --paper:#faf6ef;--leaf:#fffdf8;--box:#f2ebdf;--ink:#35302a;--soft:#6a6156;--accent:#3a5a47;--accent-deep:#2b4536;
  --line:#d9cfbd;--edge:#8a7f70;--on-accent:#fffdf8;--wrong:#9a3324;
  --mincho:"Hiragino Mincho ProN","Yu Mincho",YuMincho,"Noto Serif JP","Noto Serif CJK JP",serif;
  --gothic:"Hiragino Sans","Hiragino Kaku Gothic ProN","Noto Sans JP","Noto Sans CJK JP","BIZ UDPGothic",Meiryo,sans-serif;
}
@media (prefers-color-scheme:dark){:root{
  --paper:#1e1c19;--leaf:#262420;--box:#2a2723;--ink:#ece6db;--soft:#b8ad9e;--accent:#a8c8b2;--accent-deep:#c3dbca;
  --line:#4b453d;--edge:#91877a;--on-accent:#17251d;--wrong:#f0a796;
}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{
  display:flex;flex-direction:column;min-height:100vh;min-height:100svh;
  margin:0;background:var(--paper);color:var(--ink);
  font:400 1rem/1.95 var(--gothic);line-break:strict;overflow-wrap:anywhere;text-autospace:normal;
}
h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0}
/* Safari keeps a list with "" a list, but not one with none. */
ul,ol{padding:0;list-style-type:""}
h1,h2,h3{
  font-family:var(--mincho);font-weight:600;line-height:1.6;letter-spacing:.03em;
  word-break:auto-phrase;text-wrap:balance;
}
h1{font-size:1.5rem}
h2{font-size:1.375rem}
h3{font-size:1.125rem}
p{text-wrap:pretty}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.3em}
:is(p,li) a:not(.button){padding-block:.8rem}
a:hover{color:var(--accent-deep);text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:3px}
strong{font-weight:600}
small{font-size:.875rem;font-weight:400;color:var(--soft)}
.shapes{position:absolute}
svg{display:block;fill:currentColor;color:var(--accent);max-width:100%}
.address{overflow-wrap:anywhere}
.note,.error,.mend,.aside,.todo,.next,.sheet p,label{word-break:auto-phrase}
.note{font-size:.875rem;line-height:1.85;color:var(--soft)}
.eyebrow{font-size:.875rem;letter-spacing:.06em;line-height:1.6;color:var(--accent)}

.skip{position:absolute;left:-99rem;top:0;padding:.75rem 1rem;background:var(--paper);z-index:1}
.skip:focus{left:.5rem}
.trap{position:absolute;left:-99rem}
.masthead,.colophon,.sheet,.after-lesson,.lesson{max-width:36rem;width:100%;margin-inline:auto;padding-inline:1.25rem}
.wide .masthead,.wide .colophon{max-width:66rem}
.masthead{padding-block:1rem}
.mark{
  display:inline-flex;align-items:center;gap:.4rem;min-height:44px;
  font-family:var(--mincho);font-weight:600;font-size:1.125rem;letter-spacing:.2em;color:var(--ink);text-decoration:none;
}
.mark:hover{color:var(--accent)}
main{flex:1 0 auto;padding-bottom:4.5rem}
.colophon{padding-block:0 3rem;font-size:.875rem;color:var(--soft)}
.colophon::before{content:"";display:block;margin-bottom:1.75rem;border-top:1px solid var(--line)}
.colophon-title{font-family:var(--mincho);font-size:1rem;color:var(--ink)}
.colophon dl{margin-top:.5rem}
.colophon div{display:flex;gap:1em}
.colophon dt{flex:none;width:3.5em}
.colophon a{display:inline-block;padding-block:.6rem;margin-block:-.6rem;color:inherit}

.sheet{padding-block:1.5rem 0}
.sheet>*+*{margin-top:1.5rem}
.trail{margin-left:-.6rem}
.trail .ahead{color:var(--line)}
.sheet h1{line-height:1.5}
.todo{counter-reset:todo;border-top:1px solid var(--line)}
.todo li{counter-increment:todo;display:flex;gap:.9rem;padding-block:.8rem;border-bottom:1px solid var(--line);line-height:1.8}
.todo li::before{content:counter(todo);flex:none;width:1.2em;text-align:center;font-family:var(--mincho);font-weight:600;color:var(--accent)}
.aside{padding:1.4rem 1.25rem;background:var(--box);border:1px solid var(--line);border-radius:6px;font-size:.9375rem;line-height:1.85}
.aside>*+*{margin-top:.75rem}
.aside h2{font-size:1.0625rem;color:var(--accent)}
.aside li{position:relative;padding-left:1.1em}
.aside li+li{margin-top:.6rem}
.aside li::before{content:"";position:absolute;left:.1em;top:.82em;width:.5em;height:1px;background:var(--accent)}
.next{padding:1rem 0 1rem 1.1rem;border-left:3px solid var(--accent);font-family:var(--mincho);font-size:1.0625rem}

form{margin-top:1.75rem}
button,.button{
  display:inline-flex;align-items:center;justify-content:center;min-height:52px;padding:.6rem 1.75rem;max-width:100%;
  border:1px solid transparent;border-radius:6px;background:var(--accent);color:var(--on-accent);
  font:600 1rem/1.5 var(--gothic);letter-spacing:.04em;text-decoration:none;cursor:pointer;
}
button:hover,.button:hover{background:var(--accent-deep);color:var(--on-accent)}
.field+.field{margin-top:1.1rem}
label{display:block;font-weight:600;line-height:1.7}
input[type=email],input[type=text]{
  display:block;width:100%;min-height:50px;margin-top:.35rem;padding:.5rem .85rem;
  border:1px solid var(--edge);border-radius:6px;background:var(--leaf);color:var(--ink);font:inherit;line-height:1.5;
}
input[aria-invalid]{border:2px solid var(--wrong)}
.tick{display:flex;gap:.75rem;align-items:flex-start}
.tick input{flex:none;width:24px;height:24px;margin:.65rem 0 0;accent-color:var(--accent)}
.tick label{flex:1;padding-block:.4rem;font-weight:400;font-size:.9375rem}
.error{margin-top:.35rem;color:var(--wrong);font-size:.9375rem;font-weight:600;line-height:1.7}
.sign-up button{width:100%;margin-top:1.4rem}
.sign-up .note{margin-top:.9rem}
.mend{width:calc(100% - 2.5rem);max-width:63.5rem;margin:0 auto 1.25rem;padding:1rem 1.25rem;border:2px solid var(--wrong);border-radius:6px;background:var(--leaf)}
.mend.in-sheet{width:auto;margin:1.5rem 0 0}
.mend a{display:inline-block;padding-block:.6rem;color:var(--wrong);font-weight:600}

@media (min-width:48rem){
  h1{font-size:1.875rem}
  h2{font-size:1.625rem}
  .sheet{padding-top:2.5rem}
  .aside{padding:1.75rem 2rem}
}
@media (forced-colors:active){
  svg{color:CanvasText}
  .trail .ahead,.others{color:GrayText}
  .next{border-left-color:CanvasText}
}
`;
