/** Step 1: putting oneself into words, with the strengths worksheet, work and home counted alike. */
import { Callout, Heading, Lesson, mark, OnlyInMail, Paragraph, Worksheet, WorksheetRow } from "../_kit/index.ts";

export default function Step1Words() {
  return (
    <Lesson of="step-1-words" title="一段目：自分をことばにする">
      <Paragraph>
        {mark("dear")}ここから三つの段をのぼります。一段目は、自分をことばにすること。
        何をしてきたか、何が得意か、どんな働き方が合うか。今日は「強みを見える化するワーク」を、三行だけ書きます。
      </Paragraph>
      <Paragraph>
        職務経歴書を書こうとして、手が止まったことがあります。肩書きは何年も変わらず、賞もない。
        復帰してからの数年は、「育児関連の案件を担当」の一行で終わってしまいました。
        いま思えば、書くことは山ほどありました。毎日していることほど、本人の目には映らないものです。
      </Paragraph>

      <Heading>強みからではなく、出来事から</Heading>
      <Paragraph>
        「あなたの強みは何ですか」と聞かれると、ことばに詰まります。ですから、順番を逆にします。
        まず、最近の出来事をひとつ。次に、そのとき自分がしたこと。それから、助かった人。
        強みの名前は、いちばん最後につけます。
      </Paragraph>
      <Heading level={3}>仕事の例</Heading>
      <Worksheet>
        <WorksheetRow blank={false} label="出来事" example="担当者が急に休み、翌日の打ち合わせが宙に浮いた" />
        <WorksheetRow
          blank={false}
          label="したこと"
          example="過去のやりとりを読み、決まったことと残っていることを一枚にまとめた"
        />
        <WorksheetRow blank={false} label="助かった人" example="代わりに出席した上司と、休んでいた担当者" />
        <WorksheetRow blank={false} label="名前をつけると" example="途中から入っても、状況を整理して渡せる" />
      </Worksheet>
      <Heading level={3}>家の例</Heading>
      <Worksheet>
        <WorksheetRow blank={false} label="出来事" example="昼前に、保育園から発熱の電話" />
        <WorksheetRow
          blank={false}
          label="したこと"
          example="会社を出るまでに、今日やること、明日に送ること、頼むことを分けた"
        />
        <WorksheetRow blank={false} label="助かった人" example="同じチームの人たちと、待っていた子ども" />
        <WorksheetRow blank={false} label="名前をつけると" example="時間が急に減っても、順番を決め直せる" />
      </Worksheet>
      <Paragraph>
        家のことまで数えるのか、と思われるかもしれません。けれど、職場で使う力も、家で使う力も、出どころはひとりの人です。
        違うのは、家には評価をつける人がいないこと。だから自分で書いておきます。
      </Paragraph>
      <Paragraph>
        三行目には、働き方を書きます。どんな時間、どんな場所、どんな相手となら力が出て、家に帰ってからも少し余裕があるのか。
        これがわかっていると、会社を選ぶときに、よその人の物差しを借りずにすみます。
      </Paragraph>

      <Callout title="今日の10分：三行だけ書く">
        <Paragraph>出来事、したこと、強みの名前を、矢印でつなぎます。きれいな名前でなくて大丈夫です。</Paragraph>
        <Worksheet>
          <WorksheetRow
            label="一行目（仕事から）"
            example="問い合わせが重なった → 似たものをまとめて返した → くり返しに気づく"
          />
          <WorksheetRow
            label="二行目（家から）"
            example="登園をいやがった → 靴を二足並べて選ばせた → 相手が動ける形にする"
          />
          <WorksheetRow label="三行目（合う働き方）" example="午前中にひとりで書けた日は、夕方まで疲れない" />
        </Worksheet>
      </Callout>

      <OnlyInMail>
        <Paragraph>
          名前のつけ方に迷ったら、個別相談で一緒に考えることもできます。そのときは、このメールにそのまま返信してください。
        </Paragraph>
      </OnlyInMail>
      <Paragraph>
        次回は二段目、外を見ます。働きやすい会社のしるしと、求人サイトのほかに探す場所の話です。今日の三行が、探すときの目印になります。
      </Paragraph>
    </Lesson>
  );
}
