/** Quiet charts, drawn here: bars that read well in both themes, each with its words. */

export type Bar = {
  /** Under the bar, or nothing where there is no room. */
  label: string;
  value: number;
  /** What the bar says when it is pointed at, and to who cannot see it. */
  words: string;
};

const WIDTH = 640;
const HEIGHT = 120;
/** Over the highest bar, for its number. */
const TOP = 18;

/** Columns over time. `says`: what it shows, in one sentence. */
export function Columns({ bars, says }: { bars: readonly Bar[]; says: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / bars.length;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + TOP + 20}`} role="img" aria-label={says}>
      {bars.map(({ label, value, words }, index) => {
        const height = Math.round((HEIGHT * value) / most);
        const middle = Math.round(step * (index + 0.5));
        return (
          <g key={words}>
            <title>{words}</title>
            <rect class="bar" x={middle - step * 0.3} y={TOP + HEIGHT - height} width={step * 0.6} height={height} />
            {value > 0 && (
              <text x={middle} y={TOP + HEIGHT - height - 5} text-anchor="middle">
                {value}
              </text>
            )}
            <text x={middle} y={TOP + HEIGHT + 16} text-anchor="middle">
              {label}
            </text>
          </g>
        );
      })}
      <line class="ground" x1="0" x2={WIDTH} y1={TOP + HEIGHT} y2={TOP + HEIGHT} />
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
