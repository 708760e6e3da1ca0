/** Three fears of changing jobs: what is true in each, and what preparation answers it. */
import { Callout, Heading, Lesson, mark, Paragraph, Worksheet, WorksheetRow } from "../_kit/index.ts";

export default function Fears() {
  return (
    <Lesson of="fears" title="三つの不安を、小さく分ける">
      <Paragraph>
        {mark("dear")}求人を眺めていて、ふと画面を閉じてしまったことはありませんか。
        今日は、その手を止めたものを三つに分けて、調べられる大きさにしてみます。
      </Paragraph>
      <Paragraph>
        転職を考えて怖くなるのは、ふつうのことです。守りたい暮らしがあれば、人は慎重になります。
        そして、怖さのなかには本当のことも混じっています。そこをごまかさずに見ていきます。
      </Paragraph>

      <Heading>私の経験は、よそで通用するのか</Heading>
      <Paragraph>
        いまの会社でしか使えない知識は、たしかにあります。社内の略語、書類の回し方、誰に聞けば早いか。これは持ち出せません。
        持ち出せるのは、その奥にある動きのほうです。込み入った話をほどく。締め切りから逆算する。
        怒っている人の話を終わりまで聞く。 私の場合は、ものを使う人のことばで言い直す、という動きが手元に残りました。
      </Paragraph>
      <Paragraph>
        試しに、社名も部署名も使わずに、自分の仕事を説明してみてください。説明できたところが、外でも通じるところです。
      </Paragraph>

      <Heading>時短のままで、雇ってもらえるのか</Heading>
      <Paragraph>
        時短を理由に断る会社は、あります。入社してしばらくは時短の制度を使えない会社もあります。
        ここで役に立つのは、勇気よりも質問です。何時から何時まで働けるのか。
        同じ働き方の人が、いまいるのか。その人たちは何を任されているのか。
      </Paragraph>
      <Paragraph>
        条件を先に話せば、断られる回数は増えるでしょう。そのかわり、残った会社とは最初から本当の話ができます。
      </Paragraph>

      <Heading>家が、もたないのではないか</Heading>
      <Paragraph>
        新しい職場に慣れるまでの数か月は、家も揺れます。この疲れは、なくせません。
        ただ、揺れる場所は前もって調べられます。一週間の予定を紙に書き出して、動かせるものと動かせないものに分ける。
        動かせるもののうち、誰に何を頼むかを決める。家族のほか、保育や家事のサービスも「誰か」のうちです。
      </Paragraph>
      <Paragraph>
        段取りなら、もう毎日していることです。途中で呼ばれても続きから戻れること、
        ことばにならない相手の様子に気づくこと。子育てのなかで身についた力は、三つの不安のどれに向き合うときにも味方になります。
      </Paragraph>

      <Callout title="今日の10分：不安と、確かめ方">
        <Paragraph>いちばん大きい不安を選び、それを確かめるいちばん小さい方法を、隣に書いてください。</Paragraph>
        <Worksheet>
          <WorksheetRow label="私の不安" example="時短だと伝えたら、その場で断られそう" />
          <WorksheetRow label="小さな確かめ方" example="求人を5件開いて、勤務時間の欄だけ読む" />
        </Worksheet>
        <Paragraph>
          確かめるのは、今日でなくてかまいません。「怖い」が「調べること」に変わったところで、今日はおしまいです。
        </Paragraph>
      </Callout>

      <Paragraph>
        次回から、三つの段をのぼり始めます。一段目は、自分をことばにすること。
        仕事だけでなく家のことも数に入れる、強みのワークシートを用意しています。
      </Paragraph>
    </Lesson>
  );
}
