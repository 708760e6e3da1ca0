/** What leads to the consultation: part of a lesson's mail for whoever has not asked for one, and of nothing else. */
import type { ReactNode } from "react";
import { useForm } from "./form.ts";
import { mark } from "./mark.ts";

/** Holds whole paragraphs. The two marks tell the Worker where to cut. */
export function Invitation({ children }: { children: ReactNode }) {
  if (useForm() === "article") return null;
  return (
    <>
      {mark("invitation_begins")}
      {children}
      {mark("invitation_ends")}
    </>
  );
}
