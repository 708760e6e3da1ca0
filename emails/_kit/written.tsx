/** What somebody wrote into a form, line by line as she wrote it. */
import { Cell, Cells } from "./cells.tsx";
import { useForm } from "./form.ts";
import { look } from "./look.ts";

/** `words` is text, or a mark that is filled when the mail is sent. */
export function Written({ label, words }: { label: string; words: string }) {
  const form = useForm();
  if (form === "text") {
    return (
      <p>
        {`【${label}】`}
        <br />
        {words}
      </p>
    );
  }
  if (form === "article") {
    return (
      <dl className="worksheet">
        <dt>{label}</dt>
        <dd>{words}</dd>
      </dl>
    );
  }
  return (
    <Cells style={look.written}>
      <Cell className="rule" style={look.row}>
        <strong>{label}</strong>
        <br />
        {words}
      </Cell>
    </Cells>
  );
}
