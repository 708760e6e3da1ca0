/** Boxes that set something apart: a callout, things to tick, rows to fill in, somebody's story. */
import { Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
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
    <Section className="box" style={look.box}>
      <Text className="accent" style={look.boxTitle}>
        {title}
      </Text>
      {children}
    </Section>
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
    <table role="presentation" cellPadding="0" cellSpacing="0" width="100%" style={{ margin: "0 0 10px" }}>
      <tbody>
        {items.map((item) => (
          <tr key={item}>
            <td className="accent" style={look.tickBox}>
              □
            </td>
            <td className="ink" style={look.tickText}>
              {item}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Holds WorksheetRows. */
export function Worksheet({ children }: { children: ReactNode }) {
  const form = useForm();
  if (form === "text") return <>{children}</>;
  if (form === "article") return <dl className="worksheet">{children}</dl>;
  return <div style={{ margin: "0 0 16px" }}>{children}</div>;
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
    <div className="rule" style={blank ? look.rowToFill : look.row}>
      <Text className="ink" style={look.rowLabel}>
        {label}
      </Text>
      {example && (
        <Text className={blank ? "soft" : "ink"} style={blank ? look.rowExample : look.rowWords}>
          {blank ? `例：${example}` : example}
        </Text>
      )}
      {blank && (
        <div className="blank" style={look.rowBlank}>
          {"\u00a0"}
        </div>
      )}
    </div>
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
        <h3>{props.who}</h3>
        <dl className="turns">
          {turns.flatMap(([label, words]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-words`}>{words}</dd>])}
        </dl>
      </section>
    );
  }
  return (
    <Section className="rule" style={look.story}>
      <Text className="ink" style={{ ...look.h3, margin: "0 0 10px" }}>
        {props.who}
      </Text>
      {turns.map(([label, words]) => (
        <div key={label}>
          <Text className="accent" style={look.turnLabel}>
            {label}
          </Text>
          <Text className="ink" style={look.turnText}>
            {words}
          </Text>
        </div>
      ))}
    </Section>
  );
}
