/** The landing page as a visitor first sees it: drawn and packed once an isolate, and the same for all who come from nowhere in particular. */

import { joinBytes } from "../domain/bytes.ts";
import type { Config } from "../domain/config.ts";
import type { Source } from "../domain/source.ts";
import { SourceFields } from "../pages/landing/sign-up-form.tsx";
import { VISIT_SCRIPT } from "../pages/landing/visit-script.ts";
import { page } from "../pages/layout.tsx";
import type { HttpContext } from "./env.ts";
import { defences, formDefences, inlineScript } from "./security.ts";

type Drawn = {
  /** UTF-8; between two of them goes where she came from. */
  readonly pieces: readonly Uint8Array[];
  /** The page of a visitor of whom nothing is known, as gzip. */
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
};

/** A character that stands on no page. */
const SOMEWHERE: Source = { utm: {}, referrer: "\u0001" };

const drawn = new WeakMap<Config, Drawn>();
const encoder = new TextEncoder();

/** `draw` makes the page for this source. Drawing takes a millisecond of the processor, packing two. */
export async function firstVisit(
  c: HttpContext,
  source: Source,
  draw: (source: Source) => Parameters<typeof page>[0],
): Promise<Response> {
  const { config } = c.env.deps;
  const known = drawn.get(config) ?? (await drawOnce(page(draw(SOMEWHERE)), defencesOf(c)));
  drawn.set(config, known);
  if (isFromNowhere(source) && takesGzip(c)) return packedPage(known);
  return c.body(filled(known.pieces, fieldsOf(source)), 200, { ...HEADERS, ...defencesOf(c) });
}

function defencesOf(c: HttpContext): Record<string, string> {
  return formDefences(c, [inlineScript(VISIT_SCRIPT)]);
}

const HEADERS = {
  "Content-Type": "text/html; charset=UTF-8",
  // The form carries where she came from: what was made for her is no use to the next visitor.
  "Cache-Control": "private, no-cache",
};

/** Not through Hono, which has no word for bytes that are packed already. */
function packedPage({ packed, headers }: Drawn): Response {
  return new Response(packed, { headers, encodeBody: "manual" });
}

async function drawOnce(html: string, more: Record<string, string>): Promise<Drawn> {
  const pieces = html.split(fieldsOf(SOMEWHERE)).map((text) => encoder.encode(text));
  const packing = new Response(filled(pieces, "")).body?.pipeThrough(new CompressionStream("gzip"));
  const headers = new Headers({ ...defences(), ...HEADERS, ...more, "Content-Encoding": "gzip" });
  return { pieces, headers, packed: new Uint8Array(await new Response(packing).arrayBuffer()) };
}

function filled(pieces: readonly Uint8Array[], fields: string): Uint8Array<ArrayBuffer> {
  return joinBytes(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [fields, piece])));
}

function fieldsOf(source: Source): string {
  return String(<SourceFields source={source} />);
}

function isFromNowhere({ utm, referrer }: Source): boolean {
  return referrer === null && Object.keys(utm).length === 0;
}

function takesGzip(c: HttpContext): boolean {
  return /\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "");
}
