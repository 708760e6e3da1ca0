/** Every browser test on one funnel and one browser, because starting those takes longer than most of the tests. */

import { describe } from "vitest";
import { badInput } from "./bad-input.ts";
import { impatience } from "./impatience.ts";
import { looks } from "./looks.ts";
import { readerPath } from "./reader-path.ts";
import { scanner } from "./scanner.ts";
import { openSite } from "./site.ts";

const site = await openSite();

describe("the path of a reader", () => readerPath(site));
describe("input that the form cannot take", () => badInput(site));
describe("impatient hands", () => impatience(site));
describe("a mail scanner", () => scanner(site));
describe("every page and mail at every width", () => looks(site));
