/** Small drawings, all made of one footprint, which each page draws from `FootShapes`. */

/** One footprint at a place of a drawing; `angle` in degrees, 0 points up. */
type Step = { x: number; y: number; angle: number; side: "left" | "right" };

/** Holds the one footprint the other drawings point at. Stands once, at the top of the body. */
export function FootShapes() {
  return (
    <svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <g id="foot">
          <path d="M-.6-13C3.4-13 5.8-9.6 5.8-5.2 5.8-1.4 4 .8 3.4 3.6H-3.6C-4 .9-5.4-1.6-5.4-5.4-5.4-9.9-3.8-13-.6-13Z" />
          <path d="M-3.5 5.6H3.2C3.5 9.8 2.4 13-.2 13-2.8 13-3.9 9.8-3.5 5.6Z" />
        </g>
      </defs>
    </svg>
  );
}

/** The sign in the header: two steps. */
export function Mark() {
  return (
    <svg viewBox="0 0 40 40" width="34" height="34" aria-hidden="true" focusable="false">
      <Foot step={{ x: 13, y: 25, angle: 14, side: "left" }} />
      <Foot step={{ x: 27, y: 15, angle: 14, side: "right" }} />
    </svg>
  );
}

/** A mother and her child have walked from left to right, under the moon of half past nine. */
export function Walk() {
  return (
    <svg class="walk" viewBox="0 0 1440 156" preserveAspectRatio="xMaxYMid slice" aria-hidden="true" focusable="false">
      <path class="moon" d="M1376 6a20 20 0 1 0 16 32 17 17 0 1 1-16-32Z" />
      {stepsAlong({ from: 16, to: 1420, stride: 38, apart: 9, lower: 0 }).map((step) => (
        <Foot key={step.x} step={step} />
      ))}
      <g class="child">
        {stepsAlong({ from: 22, to: 1414, stride: 25, apart: 5, lower: 36 }).map((step) => (
          <Foot key={step.x} step={step} scale={0.55} />
        ))}
      </g>
    </svg>
  );
}

/** How far she has come with signing up: address left, address confirmed, on her way. */
export function Trail({ reached }: { reached: number }) {
  return (
    <svg class="trail" viewBox="0 0 132 52" width="132" height="52" aria-hidden="true" focusable="false">
      {[0, 1, 2].map((index) => (
        <g key={index} class={index < reached ? "walked" : "ahead"}>
          <Foot step={{ x: 22 + index * 44, y: index % 2 ? 15 : 35, angle: 90, side: index % 2 ? "left" : "right" }} />
        </g>
      ))}
    </svg>
  );
}

/** Feet that have stopped for a moment: for the pages beside the way. */
export function Standing() {
  return (
    <svg class="trail" viewBox="0 0 52 52" width="52" height="52" aria-hidden="true" focusable="false">
      <Foot step={{ x: 18, y: 28, angle: -6, side: "left" }} />
      <Foot step={{ x: 34, y: 28, angle: 6, side: "right" }} />
    </svg>
  );
}

/** The marker of one mail in the list: left and right in turn. */
export function OneStep({ side }: { side: "left" | "right" }) {
  return (
    <svg class={`step ${side}`} viewBox="-9 -15 18 30" width="18" height="30" aria-hidden="true" focusable="false">
      <Foot step={{ x: 0, y: 0, angle: side === "left" ? -8 : 8, side }} />
    </svg>
  );
}

/** Others go on along the road; one pair of feet stands beside it. */
export function Sidelined() {
  const others = [20, 50, 80, 110, 140].map(
    (x, index) => ({ x, y: index % 2 ? 16 : 30, angle: 90, side: index % 2 ? "left" : "right" }) as const,
  );
  return (
    <svg class="face" viewBox="8 0 160 84" width="160" height="84" aria-hidden="true" focusable="false">
      <g class="others">
        {others.map((step) => (
          <Foot key={step.x} step={step} scale={0.8} />
        ))}
      </g>
      <Foot step={{ x: 72, y: 66, angle: 0, side: "left" }} scale={0.9} />
      <Foot step={{ x: 88, y: 66, angle: 0, side: "right" }} scale={0.9} />
    </svg>
  );
}

/** The same pair of feet under a stack of work, with the moon up. */
export function Overloaded() {
  return (
    <svg class="face" viewBox="48 0 160 84" width="160" height="84" aria-hidden="true" focusable="false">
      <path class="moon" d="M130 8a10 10 0 1 0 8 16 8.500 8.500 0 1 1-8-16Z" />
      <g class="papers">
        <path d="M52 44h56M56 36h52M50 28h54M58 20h48M53 12h52M62 4h40" />
      </g>
      <Foot step={{ x: 72, y: 66, angle: 0, side: "left" }} scale={0.9} />
      <Foot step={{ x: 88, y: 66, angle: 0, side: "right" }} scale={0.9} />
    </svg>
  );
}

function Foot({ step, scale = 1 }: { step: Step; scale?: number }) {
  const across = step.side === "left" ? -scale : scale;
  const turn = step.angle === 0 ? "" : ` rotate(${step.angle})`;
  return <use href="#foot" transform={`translate(${step.x} ${step.y})${turn} scale(${across} ${scale})`} />;
}

/** Steps along a gentle hill, left and right in turn, `apart` from its line and `lower` below it. */
function stepsAlong(way: { from: number; to: number; stride: number; apart: number; lower: number }): Step[] {
  const steps: Step[] = [];
  for (let x = way.from; x <= way.to; x += way.stride) {
    const phase = (x / 720) * 2 * Math.PI;
    const slope = Math.atan((Math.cos(phase) * 20 * 2 * Math.PI) / 720);
    const side = steps.length % 2 ? "left" : "right";
    const off = side === "left" ? -way.apart : way.apart;
    const y = 84 + Math.sin(phase) * 20 + way.lower + off;
    steps.push({ x: Math.round(x), y: Math.round(y), angle: Math.round(90 + (slope * 180) / Math.PI), side });
  }
  return steps;
}
