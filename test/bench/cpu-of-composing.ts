/** CPU in workerd from a batch's members to the body of the request, for the guide; React for each reader beside it. */

import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { median, readable } from "./numbers.ts";
import type { Row } from "./table.ts";

const TARGET_US = 50;
const RATIO_TARGET = 100;
const RUNS = 3;

type Piece = "compose" | "draw-react" | "draw-react-email";

export function cpuOfComposing(bench: Bench): Promise<Row[]> {
  const [ours, theirs] = bench.short ? [5_000, 50] : [40_000, 500];
  return inHouse(bench, { consumer: false }, async (house) => {
    const { same, htmlBytes } = await house.ask<{ same: boolean; htmlBytes: number }>("same-bytes");
    const runs: Record<Piece, number>[] = [];
    for (let run = 0; run <= RUNS; run++) {
      runs.push({
        compose: await cpuOfMail(house, "compose", ours),
        "draw-react": await cpuOfMail(house, "draw-react", theirs),
        "draw-react-email": await cpuOfMail(house, "draw-react-email", theirs),
      });
    }
    const of = (piece: Piece) => median(runs.slice(1).map((run) => run[piece]));
    const figure = `CPU per mail, members to request body (${Math.round(htmlBytes / 1_000)} KB HTML, and text)`;
    const compose = of("compose");
    return [
      { figure, measured: `${readable(compose)} µs`, target: `≤ ${TARGET_US} µs`, met: compose <= TARGET_US },
      against(
        "— against React for each reader, as React Email tells (its render, for HTML and text)",
        compose,
        of("draw-react-email"),
      ),
      noTarget("— against bare react-dom for each reader", compose, of("draw-react")),
      {
        figure: "— the body is JSON.stringify's of the mails React draws, byte for byte",
        measured: same ? "yes" : "no",
        target: "yes",
        met: same,
      },
    ];
  });
}

/** The target speaks of the tutorial way, whose thousands of microseconds React Email's `render` takes and bare React does not. */
function against(figure: string, compose: number, draw: number): Row {
  const met = draw / compose >= RATIO_TARGET;
  return { ...noTarget(figure, compose, draw), target: `≤ 1/${RATIO_TARGET}`, met };
}

function noTarget(figure: string, compose: number, draw: number): Row {
  return {
    figure,
    measured: `${readable(compose)} µs`,
    against: `${readable(draw)} µs`,
    ratio: `1/${readable(draw / compose)}`,
  };
}

/** Microseconds. */
async function cpuOfMail(house: House, piece: Piece, count: number): Promise<number> {
  const before = house.cpu();
  await house.ask(piece, { count });
  return ((house.cpu() - before) / count) * 1_000_000;
}
