/** A field that people neither see, hear nor reach by key; a program that fills in whatever it finds gives itself away. */

/** No browser and no keeper of passwords knows what belongs into it. */
export const TRAP = "hitokoto";

/** `place` keeps the ids of two forms on one page apart. Without the page's style it can be read, and says what to do. */
export function TrapField({ place }: { place: string }) {
  const id = `${place}-${TRAP}`;
  return (
    <div class="trap" aria-hidden="true">
      <label for={id}>この欄には、何も書かないでください</label>
      <input id={id} name={TRAP} type="text" tabindex={-1} autocomplete="off" />
    </div>
  );
}
