/** The landing page as a visitor first sees it: drawn once an isolate, and for each visit only what is hers put in. */

import { joinBytes } from "../domain/bytes.ts";
import type { Config } from "../domain/config.ts";
import type { Source } from "../domain/source.ts";
import { SourceFields } from "../pages/landing/sign-up-form.tsx";
import { page } from "../pages/layout.tsx";
import type { HttpContext } from "./env.ts";

/** Characters that stand on no page. */
const NONCE = "\u0001";
const SOURCE: Source = { utm: {}, referrer: "\u0002" };

/** The page in UTF-8, and between its pieces the places that stay open. */
type Drawn = readonly (Uint8Array | Place)[];
type Place = "nonce" | "source";

const drawn = new WeakMap<Config, Drawn>();
const encoder = new TextEncoder();

/** `draw` makes the page for this nonce and source. Drawing takes a millisecond of the processor, and filling a hundredth. */
export async function firstVisit(
  c: HttpContext,
  source: Source,
  draw: (nonce: string, source: Source) => Parameters<typeof page>[0],
): Promise<Response> {
  const { config } = c.env.deps;
  const known = drawn.get(config) ?? cut(page(await draw(NONCE, SOURCE)));
  drawn.set(config, known);
  const hers = { nonce: c.get("nonce"), source: fieldsOf(source) };
  const pieces = known.map((piece) => (typeof piece === "string" ? hers[piece] : piece));
  return c.body(joinBytes(pieces), 200, { "Content-Type": "text/html; charset=UTF-8" });
}

function cut(html: string): Drawn {
  const pieces = html
    .split(NONCE)
    .flatMap((text): (string | Place)[] => ["nonce", text])
    .slice(1);
  return pieces.flatMap((piece) => (piece === "nonce" ? [piece] : cutAtFields(piece)));
}

function cutAtFields(html: string): Drawn {
  const literals = html.split(fieldsOf(SOURCE)).map((text) => encoder.encode(text));
  return literals.flatMap((literal): Drawn => ["source", literal]).slice(1);
}

function fieldsOf(source: Source): string {
  return String(<SourceFields source={source} />);
}
