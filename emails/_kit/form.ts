/**
 * The three forms every component of the kit has: a mail, an article for the web, and lines for the text part.
 *
 * The article form is plain HTML without one inline style (a strict CSP would drop them). Its classes, for the pages' CSS:
 *
 *   article.lesson          the whole lesson; `data-lesson` holds its key
 *   p.eyebrow               course title and progress, above the h1
 *   h1, h2, h3, p           title, headings, prose
 *   p.lead                  a short answer that stands out from the prose
 *   blockquote.quote        words somebody says or thinks
 *   aside.callout           a box; its title is p.callout-title
 *   ul.checklist            things to tick; the CSS draws the boxes
 *   dl.worksheet            dt the label; then dd.example an example and dd.blank the place to write (empty),
 *                           or, in a row that is filled in already, one dd without a class
 *   section.story           h2, then dl.turns with dt (それまで・転機・それから) and dd
 *   a.button                a link that is the next thing to do
 */
import { createContext, useContext } from "react";

export type Form = "mail" | "article" | "text";

export const FormContext = createContext<Form>("mail");

export function useForm(): Form {
  return useContext(FormContext);
}
