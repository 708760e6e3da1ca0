/** Texts and bytes end to end, as UTF-8. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { joinBytes } from "../../src/domain/bytes.ts";

test("joined pieces are the UTF-8 of the joined texts, whichever of them are bytes already", () => {
  const encoder = new TextEncoder();
  const piece = fc.record({ text: fc.string({ unit: "grapheme" }), ready: fc.boolean() });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const joined = joinBytes(pieces.map(({ text, ready }) => (ready ? encoder.encode(text) : text)));
      expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(joined)).toBe(
        pieces.map(({ text }) => text).join(""),
      );
    }),
  );
});
