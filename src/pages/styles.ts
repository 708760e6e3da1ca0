/** The style sheet of every page, which the layout writes into one `<style>` with the request's nonce. */

import { baseStyles } from "./styles-base.ts";
import { formStyles } from "./styles-form.ts";
import { landingStyles } from "./styles-landing.ts";
import { lessonStyles } from "./styles-lesson.ts";

/** Comments and indentation stay in the source; rules keep their order. */
export const styles = (baseStyles + formStyles + landingStyles + lessonStyles)
  .replace(/\/\*.*?\*\//gs, "")
  .replace(/\s*\n\s*/g, "\n");
