/** Choosing whom a letter goes to: where they stand in the course, and if the author likes, where and when they came. */

import { HowItGoes, WHOM_WORDS } from "./letter-words.tsx";

type ChooseProps = { letterKey: string; sources: readonly string[]; again: boolean };

export function ChooseForm({ letterKey, sources, again }: ChooseProps) {
  return (
    <section>
      <h2>{again ? "ほかの人にも送る" : "送る相手を選ぶ"}</h2>
      <form method="post" action={`/admin/letters/${letterKey}/choose`}>
        <fieldset>
          <legend>だれに</legend>
          {Object.entries(WHOM_WORDS).map(([whom, words], index) => (
            <label key={whom} class="choice">
              <input type="radio" name="whom" value={whom} checked={index === 0} /> {words}
            </label>
          ))}
        </fieldset>
        <div class="in-row">
          <div class="field">
            <label for="source">
              来たところ<small>（空ならすべて）</small>
            </label>
            <input id="source" name="source" type="text" list="sources" maxlength={253} autocomplete="off" />
            <datalist id="sources">
              {sources.map((source) => (
                <option key={source} value={source} />
              ))}
            </datalist>
          </div>
          <div class="field">
            <label for="from">
              この週に登録した人から<small>（空なら最初から）</small>
            </label>
            <input id="from" name="from" type="date" />
          </div>
          <div class="field">
            <label for="to">
              この週に登録した人まで<small>（空なら今日まで）</small>
            </label>
            <input id="to" name="to" type="date" />
          </div>
        </div>
        <p>
          <button type="submit">人数を数える</button>
        </p>
      </form>
      <p class="note">まだ、だれにも送りません。次のページで人数を見て、その数を入れると送りはじめます。</p>
      <HowItGoes />
    </section>
  );
}
