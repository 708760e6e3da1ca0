/** The worksheet and the consultation in a real browser, on a funnel of their own. */

import { describe } from "vitest";
import { consultation } from "./consultation.ts";
import { openSite } from "./site.ts";
import { worksheet } from "./worksheet.ts";

const site = await openSite();

describe("the worksheet", () => worksheet(site));
describe("the consultation", () => consultation(site));
