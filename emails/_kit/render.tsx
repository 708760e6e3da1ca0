/** Renders a template in its three forms. */
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type Form, FormContext } from "./form.ts";
import { withOutlook } from "./outlook.ts";
import { plainText } from "./plain-text.ts";

/** What React Email writes too. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

export function renderMail(Template: ComponentType): { html: string; text: string } {
  return { html: DOCTYPE + withOutlook(markup(Template, "mail")), text: plainText(markup(Template, "text")) };
}

export function renderArticle(Template: ComponentType): string {
  return markup(Template, "article");
}

/** Static markup has none of React's comments between text nodes, which `render` of React Email leaves in. */
function markup(Template: ComponentType, form: Form): string {
  const html = renderToStaticMarkup(
    <FormContext value={form}>
      <Template />
    </FormContext>,
  );
  return withoutLineBreakSpaces(html);
}

/** JSX turns a line break in the source into a space, which Japanese does not have between its characters. */
function withoutLineBreakSpaces(html: string): string {
  return html.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \n]+(?=[\u3000-\u9fff\uff00-\uffef])/g, "");
}
