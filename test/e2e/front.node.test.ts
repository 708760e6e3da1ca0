/** The front of the house in a real browser: what a visitor sees before she is a reader, and how everybody can use it. */

import { describe } from "vitest";
import { openBlog } from "./blog.ts";
import { embedding } from "./front-embed.ts";
import { everybody } from "./front-everybody.ts";
import { formAndAfter } from "./front-form.ts";
import { openSite } from "./site.ts";
import { strangers } from "./strangers.ts";
import { xss } from "./xss.ts";

const blog = await openBlog();
const stranger = await openBlog();
const site = await openSite({ elsewhere: blog.origin, stranger: stranger.origin });

describe("the form and what comes after it", () => formAndAfter(site));
describe("everybody can use it", () => everybody(site));
describe("the form on another site", () => embedding(site, blog));
describe("words that would like to be a script", () => xss(site, stranger));
describe("a stranger's page", () => strangers(site, stranger));
