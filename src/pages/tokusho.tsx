/** 特定商取引法に基づく表記: what Art. 11 asks of whoever offers something for money by mail order. */

import type { PropsWithChildren } from "hono/jsx";
import type { Tokusho } from "../domain/config.ts";
import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

export function TokushoPage({ site, tokusho }: PageProps & { tokusho: Tokusho }) {
  return (
    <Sheet site={site} title="特定商取引法に基づく表記" canonical={`${site.url}/legal/tokusho`}>
      <p>個別相談をお申し込みいただく前に、ご確認ください。メールコースと入門ガイドは無料です。</p>
      <dl class="facts">
        <Fact what="販売者">{site.senderName}</Fact>
        <Fact what="所在地">{site.senderAddress}</Fact>
        <Fact what="電話番号">{tokusho.phone}</Fact>
        <Fact what="連絡先">
          <ReachUs site={site} />
        </Fact>
        <Fact what="価格">{tokusho.price}</Fact>
        <Fact what="お支払いの方法と時期">{tokusho.payment}</Fact>
        <Fact what="ご提供の時期">{tokusho.delivery}</Fact>
        <Fact what="キャンセルと返金">{tokusho.returns}</Fact>
      </dl>
    </Sheet>
  );
}

function Fact({ what, children }: PropsWithChildren<{ what: string }>) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </div>
  );
}
