/** The box that takes her worksheet along; a script shows it, and what would be sent, because only her device has the words. */

import { FieldError, fieldProps } from "../field.tsx";

export function Attach({ text, error }: { text: string; error: string | undefined }) {
  return (
    <div class="field" id="attach-part" hidden={!error}>
      <div class="tick">
        <input id="attach" type="checkbox" />
        <label for="attach">この端末に書いた「強みを見える化するワーク」を添える</label>
      </div>
      <p class="note" id="attach-nothing" hidden>
        この端末には、まだワークの書きこみがありません。<a href="/work">ワークのページ</a>
        で書くと、添えられるようになります。
      </p>
      <textarea readonly rows={6} hidden={text === ""} aria-label="添えるワーク" {...fieldProps("worksheet", error)}>
        {text}
      </textarea>
      <FieldError id="worksheet" error={error} />
    </div>
  );
}
