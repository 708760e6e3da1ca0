/** A lesson as a web page (the article form of emails/_kit/form.ts), on the screen and on A4. */

export const lessonStyles = `
.lesson{padding-top:1.5rem}
.lesson h1{margin:.6rem 0 2rem;line-height:1.55}
.lesson h2{margin:3rem 0 1rem;font-size:1.3125rem}
.lesson h3{margin:2rem 0 .6rem}
.lesson p{margin-bottom:1.35rem}
.lesson .eyebrow{margin-bottom:0}
.lesson .lead{font-family:var(--mincho);font-size:1.1875rem;line-height:1.8;color:var(--accent);margin-block:.3rem 1.5rem}
.lesson .quote{margin:.3rem 0 1.5rem;padding:.1rem 0 .1rem 1.1rem;border-left:2px solid var(--line);color:var(--soft)}
.lesson .quote p{margin:0}
.lesson .callout,.lesson .story{margin-block:2rem;padding:1.4rem 1.25rem .2rem;background:var(--box);border:1px solid var(--line);border-radius:6px}
.lesson .callout-title{margin-bottom:.6rem;font-family:var(--mincho);font-weight:600;color:var(--accent)}
.lesson .checklist{margin-bottom:1.35rem}
.lesson .checklist li{position:relative;padding:.3rem 0 .3rem 2rem;line-height:1.75}
.lesson .checklist li::before{content:"";position:absolute;left:.1rem;top:.72em;width:1em;height:1em;border:1.5px solid var(--accent);border-radius:2px}
.lesson .worksheet{margin-bottom:1.35rem}
.lesson .worksheet dt{padding-top:.8rem;border-top:1px solid var(--line);font-weight:600;line-height:1.7}
.lesson .worksheet dd{padding-bottom:.8rem}
.lesson .worksheet .example{font-size:.9375rem;line-height:1.75;color:var(--soft)}
.lesson .worksheet .blank{height:2.5rem;margin-bottom:1rem;padding:0;border-bottom:1px dashed var(--edge)}
.lesson .story h2{margin:0 0 .6rem;font-size:1.0625rem}
.lesson .turns dt{font-size:.8125rem;letter-spacing:.06em;line-height:1.6;color:var(--accent)}
.lesson .turns dd{margin-bottom:.9rem}
.after-lesson{padding-top:2rem}
.after-lesson>*+*{margin-top:1.25rem}

@page{size:A4;margin:20mm 22mm}
@media print{
  :root{
    color-scheme:light;
    --paper:#fff;--leaf:#fff;--box:#fff;--ink:#000;--soft:#444;--accent:#2b4536;--line:#aaa;--edge:#777;
  }
  body{display:block;min-height:0;font-size:10.5pt;line-height:1.7}
  main{padding-bottom:0}
  .masthead,.skip,.after-lesson,.lesson .button,.jump,.sign-up{display:none}
  .lesson,.colophon,.sheet{max-width:none;padding-inline:0}
  .lesson{padding-top:0}
  .lesson h1{font-size:18pt}
  .lesson h2{font-size:13pt;margin-top:2.2em}
  .lesson h3,.lesson .story h2{font-size:11.5pt}
  .lesson .lead{font-size:12pt}
  h1,h2,h3,.callout-title,dt{break-after:avoid}
  p{orphans:2;widows:2}
  .callout,.story,.checklist li,.worksheet,.quote,.colophon{break-inside:avoid}
  .lead,.quote{break-before:avoid}
  .lesson p{margin-bottom:1em}
  .colophon{margin-top:1.5em;padding-block:0;font-size:8.5pt;line-height:1.6}
  .colophon ul{display:none}
  .colophon::before{margin-bottom:.8em}
  .colophon-title{font-size:9.5pt}
  .colophon dl,.colophon div{display:inline}
  .colophon dt,.colophon dd{display:inline;margin-right:.5em}
  a{color:inherit;text-decoration:none}
}
`;
