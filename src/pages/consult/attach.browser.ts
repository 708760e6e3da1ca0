/** The worksheet of this device, taken along with a request for a consultation when she ticks the box. */

import { worksheetText } from "../../domain/worksheet.ts";
import { readSheet } from "../work/on-device.browser.ts";

const box = document.querySelector<HTMLInputElement>("#attach");
const field = document.querySelector<HTMLTextAreaElement>("#worksheet");
const part = document.getElementById("attach-part");

if (box && field && part) {
  const text = worksheetText(readSheet());
  const nothing = document.getElementById("attach-nothing");
  part.hidden = false;
  if (nothing) nothing.hidden = text !== "";
  box.disabled = text === "" && field.value === "";
  // Back from the next page, or with a field to mend: what she had chosen stands.
  if (field.value !== "") box.checked = true;
  show();
  box.addEventListener("change", show);

  function show(): void {
    if (!box || !field) return;
    field.value = box.checked ? text || field.value : "";
    field.hidden = !box.checked;
  }
}
