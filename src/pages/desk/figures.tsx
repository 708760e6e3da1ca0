/** The desk's figures: each a number or a fact with its name, and what is to be said of it in small. */

type FigureProps = { name: string; value: string | number; small?: string; isPlain?: boolean };

/** One of a `<dl class="figures">`. `isPlain`: words, not a number. */
export function Figure({ name, value, small = "", isPlain = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={isPlain ? "plain" : undefined}>
        {value}
        {small !== "" && <small>{small}</small>}
      </dd>
    </div>
  );
}

/** Readers as they were counted: `is_more` is 1 when there are more than that. */
export type Count = { readonly readers: number; readonly is_more: number };

/** 「1,000人以上」 */
export function countWords({ readers, is_more }: Count): string {
  return `${readers.toLocaleString("ja-JP")}人${is_more === 1 ? "以上" : ""}`;
}
