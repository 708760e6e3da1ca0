/** Quiet charts, drawn here: bars that read well in both themes, each with its words. */

export type Bar = {
  readonly label: string;
  readonly value: number;
  /** What the bar says when it is pointed at. */
  readonly words: string;
};

/** In units of which a phone shows about eight tenths of a pixel each. */
const WIDTH = 420;
const HEIGHT = 90;
/** Over the highest bar, for its number; under the ground, for the labels. */
const TOP = 18;
const BOTTOM = 18;

/** Columns over time; the highest and the last say their number. `says`: what it shows, in one sentence. */
export function Columns({ bars, says }: { bars: readonly Bar[]; says: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / bars.length;
  const ground = TOP + HEIGHT;
  const highest = bars.findIndex(({ value }) => value === most);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${ground + BOTTOM}`} role="img" aria-label={says}>
      {bars.map(({ label, value, words }, index) => {
        const height = Math.round((HEIGHT * value) / most);
        const middle = Math.round(step * (index + 0.5));
        const isLast = index === bars.length - 1;
        return (
          <g key={words}>
            <title>{words}</title>
            <rect class="bar" x={middle - step * 0.3} y={ground - height} width={step * 0.6} height={height} />
            {(isLast || index === highest) && (
              <text x={middle} y={ground - height - 5} text-anchor="middle">
                {value}
              </text>
            )}
            {(bars.length - 1 - index) % 3 === 0 && (
              <text x={middle} y={ground + 14} text-anchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
      <line class="ground" x1="0" x2={WIDTH} y1={ground} y2={ground} />
    </svg>
  );
}

/** One bar in a row of a table, as wide as its part of the whole. */
export function Share({ part, whole }: { part: number; whole: number }) {
  const width = whole === 0 ? 0 : Math.round((100 * part) / whole);
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar" width={Math.min(100, width)} height="8" />
    </svg>
  );
}
