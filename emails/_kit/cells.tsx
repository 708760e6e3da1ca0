/** Tables that only lay out: Word, which draws mails in Outlook for Windows, knows padding and borders of cells alone. */
import type { CSSProperties, ReactNode } from "react";

/** Holds Cells, or rows of several cells. `wide` fills the column, otherwise it is as wide as its words. */
export function Cells(props: { style?: CSSProperties; wide?: boolean; children: ReactNode }) {
  const { style, wide = true, children } = props;
  return (
    <table role="presentation" width={wide ? "100%" : undefined} cellPadding="0" cellSpacing="0" style={style}>
      <tbody>{children}</tbody>
    </table>
  );
}

/** White space around what has a margin elsewhere. */
export function Room({ style, children }: { style: CSSProperties; children: ReactNode }) {
  return (
    <Cells>
      <Cell style={style}>{children}</Cell>
    </Cells>
  );
}

/** A row of one cell. */
export function Cell(props: { className?: string | undefined; style: CSSProperties; children: ReactNode }) {
  return (
    <tr>
      <td className={props.className} style={props.style}>
        {props.children}
      </td>
    </tr>
  );
}
