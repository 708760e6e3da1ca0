/** Links on a line of their own: the one that is the next thing to do, and those she may pass by. */
import { Cell, Cells, Room } from "./cells.tsx";
import { useForm } from "./form.ts";
import { look } from "./look.ts";

/** `spelledOut` adds the address in writing, for those whose mail program does not open buttons. */
export function Button(props: { href: string; label: string; spelledOut?: boolean }) {
  const { href, label, spelledOut = false } = props;
  const form = useForm();
  if (form === "text") {
    return (
      <p>
        {`▼ ${label}`}
        <br />
        {href}
      </p>
    );
  }
  if (form === "article") {
    return (
      <p>
        <a className="button" href={href}>
          {label}
        </a>
      </p>
    );
  }
  return (
    <>
      <Room style={look.buttonRoom}>
        <Cells style={look.prose} wide={false}>
          <Cell className="button" style={look.button}>
            <a href={href} style={look.buttonLink}>
              {label}
            </a>
          </Cell>
        </Cells>
      </Room>
      {spelledOut && (
        <Cells style={look.address}>
          <Cell className="soft" style={look.spelledOut}>
            ボタンが開かないときは、このアドレスをブラウザーに貼り付けてください。
            <br />
            <a href={href} className="soft" style={look.softLink}>
              {href}
            </a>
          </Cell>
        </Cells>
      )}
    </>
  );
}

/** A link that does not call: beside the day's ten minutes, not instead of them. */
export function QuietLink({ href, label }: { href: string; label: string }) {
  const form = useForm();
  if (form === "text") {
    return (
      <p>
        {label}
        <br />
        {href}
      </p>
    );
  }
  if (form === "article") {
    return (
      <p>
        <a href={href}>{label}</a>
      </p>
    );
  }
  return (
    <p style={look.paragraph}>
      <a href={href} className="accent" style={look.quietLink}>
        {label}
      </a>
    </p>
  );
}
