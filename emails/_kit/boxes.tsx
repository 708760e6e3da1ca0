/** Boxes that set something apart: a callout, things to tick, rows to fill in, somebody's story. */
import type { ReactNode } from "react";
import { Cell, Cells, Room } from "./cells.tsx";
import { useForm } from "./form.ts";
import { look } from "./look.ts";

export function Callout({ title, children }: { title: string; children: ReactNode }) {
  const form = useForm();
  if (form === "text") {
    return (
      <>
        <br />
        <p>{`【${title}】`}</p>
        {children}
        <br />
      </>
    );
  }
  if (form === "article") {
    return (
      <aside className="callout">
        <p className="callout-title">{title}</p>
        {children}
      </aside>
    );
  }
  return (
    <Room style={look.boxRoom}>
      <Cells style={look.prose}>
        <Cell className="box" style={look.box}>
          <p className="accent" style={look.boxTitle}>
            {title}
          </p>
          {children}
        </Cell>
      </Cells>
    </Room>
  );
}

export function Checklist({ items }: { items: readonly string[] }) {
  const form = useForm();
  if (form === "text") return <p>{items.flatMap((item, at) => [at > 0 && <br key={item} />, `□ ${item}`])}</p>;
  if (form === "article") {
    return (
      <ul className="checklist">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  }
  return (
    <Cells style={look.checklist}>
      {items.map((item) => (
        <tr key={item}>
          <td className="accent" width="28" valign="top" style={look.tickBox}>
            □
          </td>
          <td style={look.tickText}>{item}</td>
        </tr>
      ))}
    </Cells>
  );
}

/** Holds WorksheetRows. */
export function Worksheet({ children }: { children: ReactNode }) {
  const form = useForm();
  if (form === "text") return <>{children}</>;
  if (form === "article") return <dl className="worksheet">{children}</dl>;
  return <Cells style={look.worksheet}>{children}</Cells>;
}

/** A label, an example of a good answer, and a place to write unless the row is itself an example. */
export function WorksheetRow(props: { label: string; example?: string; blank?: boolean }) {
  const { label, example, blank = true } = props;
  const form = useForm();
  if (form === "text") {
    return (
      <p>
        {`・${label}`}
        {example && [<br key="break" />, `　${blank ? "例：" : ""}${example}`]}
        {blank && [<br key="blank-break" />, "　＿＿＿＿＿＿＿＿＿＿＿＿"]}
      </p>
    );
  }
  if (form === "article") {
    return (
      <>
        <dt>{label}</dt>
        {example && (blank ? <dd className="example">{`例：${example}`}</dd> : <dd>{example}</dd>)}
        {blank && <dd className="blank" />}
      </>
    );
  }
  return (
    <>
      <Cell className={blank ? undefined : "rule"} style={blank ? look.rowToFill : look.row}>
        <strong>{label}</strong>
        {example && [<br key="break" />, blank ? <Example key="example" words={example} /> : example]}
      </Cell>
      {blank && (
        <Cell className="blank" style={look.rowBlank}>
          {"\u00a0"}
        </Cell>
      )}
    </>
  );
}

function Example({ words }: { words: string }) {
  return (
    <span className="soft" style={look.rowExample}>
      {`例：${words}`}
    </span>
  );
}

export function Story(props: { who: string; before: string; turn: string; after: string }) {
  const turns = [
    ["それまで", props.before],
    ["転機", props.turn],
    ["それから", props.after],
  ] as const;
  const form = useForm();
  if (form === "text") {
    return (
      <>
        <h3>{props.who}</h3>
        {turns.map(([label, words]) => (
          <p key={label}>{`${label}：${words}`}</p>
        ))}
      </>
    );
  }
  if (form === "article") {
    return (
      <section className="story">
        <h2>{props.who}</h2>
        <dl className="turns">
          {turns.flatMap(([label, words]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-words`}>{words}</dd>])}
        </dl>
      </section>
    );
  }
  return (
    <Cells style={look.prose}>
      <Cell className="rule" style={look.story}>
        <h2 style={look.storyName}>{props.who}</h2>
        {turns.map(([label, words]) => (
          <p key={label} style={look.turn}>
            <span className="accent" style={look.turnLabel}>
              {label}
            </span>
            <br />
            {words}
          </p>
        ))}
      </Cell>
    </Cells>
  );
}
