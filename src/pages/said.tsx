/** What happened after a button, in a sentence on the page that follows: good news, or why nothing was done. */

export type Saying = { readonly good: boolean; readonly words: string };

export function good(words: string): Saying {
  return { good: true, words };
}

export function refused(words: string): Saying {
  return { good: false, words };
}

/** `said` travels in the page's address, where anybody may write anything: only what stands in `sayings` is said. */
export function SaidLine({ sayings, said }: { sayings: Readonly<Record<string, Saying>>; said: string }) {
  const saying = Object.entries(sayings).find(([name]) => name === said)?.[1];
  if (!saying) return null;
  return (
    <p class={saying.good ? "said" : "said refused"} role={saying.good ? "status" : "alert"}>
      {saying.words}
    </p>
  );
}
