/** Everything a lesson or a notice is written with. */
export { Callout, Checklist, Story, Worksheet, WorksheetRow } from "./boxes.tsx";
export { Button, QuietLink } from "./button.tsx";
export { Invitation } from "./invitation.tsx";
export { Lesson } from "./lesson.tsx";
/** @public Most houses have no letters, and then nobody takes it. */
export { Letter } from "./letter.tsx";
export { mark } from "./mark.ts";
export { Notice } from "./notice.tsx";
export { Heading, Lead, OnlyInMail, Paragraph, Quote } from "./prose.tsx";
export { Written } from "./written.tsx";
