/** The end of a reader's record: the page on which it is erased, and the one for a number that nobody has. */

import { AddressField } from "../../field.tsx";
import { WhatStays } from "../../owner.tsx";
import { SaidLine } from "../../said.tsx";
import { DeskFrame, type DeskProps } from "../frame.tsx";
import { DeskDeed } from "./deeds.tsx";
import { DEED_SAYINGS } from "./said.ts";
import type { ReaderProps } from "./view.ts";

export function EraseReaderPage(props: ReaderProps) {
  const { reader, said } = props;
  return (
    <DeskFrame {...props} title="登録と記録を消す" path="/admin/readers">
      <SaidLine sayings={DEED_SAYINGS} said={said} />
      <p class="address">{reader.email}</p>
      <p>
        アドレス、お名前、レッスンやお知らせの記録、相談の申し込みを、すべて消します。消すと、だれにも元に戻せません。先に
        <a href={`/admin/readers/${reader.id}`}>この読者のページ</a>で、記録のファイルを受けとっておけます。
      </p>
      <section>
        <h2>消しても残るもの</h2>
        <WhatStays />
      </section>
      <section>
        <h2>消す</h2>
        <DeskDeed reader={reader} deed="erase" button="登録と記録を消す">
          <AddressField label="確認のため、この読者のアドレスを入れてください" typed="" isOthers isRequired />
        </DeskDeed>
      </section>
    </DeskFrame>
  );
}

export function NoReaderPage(props: DeskProps) {
  return (
    <DeskFrame {...props} title="この読者はいません" path="/admin/readers">
      <p>登録が消されたか、番号が違うようです。何も変えていません。</p>
      <p>
        <a class="button" href="/admin/readers">
          読者をさがす
        </a>
      </p>
    </DeskFrame>
  );
}
