/** The style sheet of every page, which the layout writes into one `<style>`. */

import { baseStyles } from "./styles-base.ts";
import { courseStyles } from "./styles-course.ts";
import { formStyles } from "./styles-form.ts";
import { landingStyles } from "./styles-landing.ts";
import { lessonStyles } from "./styles-lesson.ts";
import { sheetStyles } from "./styles-sheet.ts";

/** Comments and indentation stay in the source; rules keep their order. */
export const styles = (baseStyles + formStyles + sheetStyles + landingStyles + courseStyles + lessonStyles)
  .replace(/\/\*.*?\*\//gs, "")
  .replace(/\s*\n\s*/g, "\n");
