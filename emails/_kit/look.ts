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

const gothic =
  "Hiragino Sans,Hiragino Kaku Gothic ProN,Yu Gothic,YuGothic,Noto Sans JP,Noto Sans CJK JP,Meiryo,sans-serif";
const mincho = "Hiragino Mincho ProN,Yu Mincho,YuMincho,Noto Serif JP,Noto Serif CJK JP,serif";

/** Inline styles win over a style sheet, hence the `!important`s. The class names are those the components carry. */
export const darkScheme = `@media (prefers-color-scheme:dark){
.paper,.paper>table>tbody>tr>td{background-color:${dark.paper}!important}
.ink{color:${dark.ink}!important}
.soft{color:${dark.soft}!important}
.accent{color:${dark.accent}!important}
.box{background-color:${dark.box}!important;border-color:${dark.line}!important}
.rule{border-color:${dark.line}!important}
.blank{border-color:${dark.soft}!important}
.button{background-color:${dark.accent}!important;color:${dark.onAccent}!important}
}`;

const prose: CSSProperties = { fontSize: "16px", lineHeight: "1.9", color: light.ink, margin: "0 0 20px" };
const heading: CSSProperties = { fontFamily: mincho, fontWeight: 600, color: light.ink };

export const look = {
  body: { backgroundColor: light.paper, margin: 0, padding: 0, fontFamily: gothic },
  column: { maxWidth: "560px", padding: "36px 22px 40px" },
  eyebrow: { fontSize: "13px", lineHeight: "1.6", color: light.accent, letterSpacing: "0.06em", margin: "0 0 10px" },
  h1: { ...heading, fontSize: "23px", lineHeight: "1.55", margin: "0 0 30px" },
  h2: { ...heading, fontSize: "19px", lineHeight: "1.6", margin: "40px 0 14px" },
  h3: { ...heading, fontSize: "17px", lineHeight: "1.6", margin: "26px 0 8px" },
  paragraph: prose,
  lead: {
    ...prose,
    fontFamily: mincho,
    fontSize: "18px",
    lineHeight: "1.8",
    color: light.accent,
    margin: "4px 0 22px",
  },
  quote: { borderLeft: `2px solid ${light.line}`, margin: "4px 0 22px", padding: "2px 0 2px 16px" },
  quoteLine: { ...prose, color: light.soft, margin: 0 },
  box: {
    backgroundColor: light.box,
    border: `1px solid ${light.line}`,
    borderRadius: "6px",
    margin: "28px 0",
    padding: "20px 18px 4px",
  },
  boxTitle: { ...heading, fontSize: "16px", lineHeight: "1.6", color: light.accent, margin: "0 0 10px" },
  tickBox: { ...prose, margin: 0, width: "28px", verticalAlign: "top", padding: "0 0 10px" },
  tickText: { ...prose, lineHeight: "1.75", margin: 0, verticalAlign: "top", padding: "1px 0 10px" },
  row: { borderTop: `1px solid ${light.line}`, padding: "10px 0 12px" },
  rowToFill: { padding: "6px 0 12px" },
  rowLabel: { ...prose, fontWeight: 600, lineHeight: "1.7", margin: 0 },
  rowExample: { ...prose, fontSize: "15px", lineHeight: "1.7", color: light.soft, margin: "2px 0 0" },
  rowBlank: {
    borderBottom: `1px dashed ${light.soft}`,
    height: "30px",
    margin: 0,
    fontSize: "1px",
    lineHeight: "30px",
  },
  rowWords: { ...prose, lineHeight: "1.75", margin: 0 },
  story: { borderTop: `1px solid ${light.line}`, margin: "28px 0 0", padding: "18px 0 4px" },
  turnLabel: { ...prose, fontSize: "13px", lineHeight: "1.6", color: light.accent, letterSpacing: "0.06em", margin: 0 },
  turnText: { ...prose, margin: "0 0 12px" },
  buttonLine: { margin: "28px 0 12px" },
  button: {
    backgroundColor: light.accent,
    color: light.onAccent,
    fontSize: "16px",
    fontWeight: 600,
    borderRadius: "6px",
    padding: "15px 28px",
  },
  small: { fontSize: "13px", lineHeight: "1.8", color: light.soft, margin: "0 0 12px" },
  address: { color: light.soft, wordBreak: "break-all" },
  /** No margin, so that a mark filled with nothing leaves no hole. */
  nextLine: { ...prose, margin: 0 },
  rule: { border: "none", borderTop: `1px solid ${light.line}`, margin: "32px 0 20px" },
  footerLink: { color: light.soft, textDecoration: "underline" },
} satisfies Record<string, CSSProperties>;
