/** The one link of a mail that is the next thing to do. */
import { Link, Button as MailButton, Text } from "@react-email/components";
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
      <Text style={look.buttonLine}>
        <MailButton href={href} className="button" style={look.button}>
          {label}
        </MailButton>
      </Text>
      {spelledOut && (
        <Text className="soft" style={look.small}>
          ボタンが開かないときは、このアドレスをブラウザーに貼り付けてください。
          <br />
          <Link href={href} className="soft" style={look.address}>
            {href}
          </Link>
        </Text>
      )}
    </>
  );
}
