/** Colours, type and spacing of every mail, light inline and dark by media query. */
import type { CSSProperties } from "react";

/** Text on its ground has a contrast of at least 4.5 : 1 in both schemes. */
const light = {
  paper: "#faf6ef",
  box: "#f2ebdf",
  ink: "#35302a",
  soft: "#6a6156",
  accent: "#3a5a47",
  line: "#d9cfbd",
  onAccent: "#fffdf8",
};

const dark = {
  paper: "#1e1c19",
  box: "#2a2723",
  ink: "#ece6db",
  soft: "#b8ad9e",
  accent: "#a8c8b2",
  line: "#4b453d",
  onAccent: "#17251d",
};

/** Apple, Windows, and what Android calls by no name of its own: there these words mean Noto. */
const gothic = "Hiragino Sans,Hiragino Kaku Gothic ProN,Yu Gothic,Meiryo,sans-serif";
const mincho = "Hiragino Mincho ProN,Yu Mincho,serif";

/** Inline styles win over a style sheet, hence the `!important`s. The class names are those the components carry. */
export const darkScheme = `@media (prefers-color-scheme:dark){
.paper,.paper>table>tbody>tr>td{background-color:${dark.paper}!important}
.ink{color:${dark.ink}!important}
.soft{color:${dark.soft}!important}
.accent{color:${dark.accent}!important}
.box{background-color:${dark.box}!important}
.box,.rule{border-color:${dark.line}!important}
.blank{border-color:${dark.soft}!important}
.button{background-color:${dark.accent}!important}
.button a{color:${dark.onAccent}!important}
}`;

/** Also for a table within: where a page is drawn by the rules of old, it forgets the size and leading around it. */
const prose: CSSProperties = { fontSize: "16px", lineHeight: "1.9" };
const tight: CSSProperties = { fontSize: "16px", lineHeight: "1.75" };
const small: CSSProperties = { fontSize: "13px", lineHeight: "1.8", color: light.soft };
const label: CSSProperties = { fontSize: "13px", color: light.accent, letterSpacing: "0.06em" };
const heading: CSSProperties = { fontFamily: mincho, fontWeight: 600 };

/** The column says how prose looks and the rest inherits it: each reader gets a copy of every byte here. */
export const look = {
  body: { backgroundColor: light.paper, margin: 0, padding: 0 },
  preheader: { display: "none", maxHeight: 0, overflow: "hidden" },
  column: {
    ...prose,
    color: light.ink,
    fontFamily: gothic,

    maxWidth: "560px",
    padding: "36px 22px 40px",
  },
  eyebrow: { ...label, margin: "0 0 8px" },
  h1: { ...heading, fontSize: "23px", lineHeight: "36px", margin: "0 0 30px" },
  h2: { ...heading, fontSize: "19px", lineHeight: "30px", margin: "40px 0 14px" },
  h3: { ...heading, fontSize: "17px", lineHeight: "28px", margin: "26px 0 8px" },
  paragraph: { margin: "0 0 20px" },
  lead: { fontFamily: mincho, fontSize: "18px", color: light.accent, margin: "0 0 20px" },
  /** Of a table with paragraphs in it. */
  prose,
  quoteRoom: { padding: "2px 0 22px" },
  quote: { borderLeft: `2px solid ${light.line}`, padding: "2px 0 2px 16px", color: light.soft },
  boxRoom: { padding: "8px 0 24px" },
  box: {
    backgroundColor: light.box,
    border: `1px solid ${light.line}`,
    borderRadius: "6px",
    padding: "20px 18px 4px",
  },
  boxTitle: { ...heading, color: light.accent, margin: "0 0 10px" },
  tickBox: { color: light.accent, padding: "0 0 10px" },
  tickText: { padding: "0 0 10px" },
  /** Clients that know a table's margin see more room after it, the others what its last cell leaves. */
  checklist: { ...tight, margin: "0 0 10px" },
  worksheet: { ...tight, margin: "0 0 18px" },
  written: { ...tight, tableLayout: "fixed", wordWrap: "break-word" },
  row: { borderTop: `1px solid ${light.line}`, padding: "10px 0 12px" },
  rowToFill: { padding: "8px 0 0" },
  rowExample: { fontSize: "15px", color: light.soft },
  rowBlank: { borderBottom: `1px dashed ${light.soft}`, height: "34px" },
  story: { borderTop: `1px solid ${light.line}`, padding: "18px 0 14px" },
  storyName: { ...heading, fontSize: "17px", lineHeight: "28px", margin: "0 0 10px" },
  turn: { margin: "0 0 12px" },
  turnLabel: label,
  buttonRoom: { padding: "8px 0 22px" },
  button: { backgroundColor: light.accent, borderRadius: "6px", msoPaddingAlt: "13px 28px" },
  buttonLink: {
    color: light.onAccent,
    display: "inline-block",
    fontWeight: 600,
    padding: "13px 28px",
    textDecoration: "none",
  },
  /** A fixed layout lets a long address break, also where `word-break` is unknown (Yahoo). */
  address: { tableLayout: "fixed", wordWrap: "break-word" },
  spelledOut: { ...small, padding: "0 0 20px" },
  /** Its margin swallows the one of the paragraph before it, which may be empty. */
  footerRoom: { margin: "32px 0 0" },
  footer: { ...small, borderTop: `1px solid ${light.line}`, padding: "20px 0 0" },
  footerLine: { margin: "0 0 12px" },
  quietLink: { color: light.accent },
  softLink: { color: light.soft },
} satisfies Record<string, CSSProperties>;
