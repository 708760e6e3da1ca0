/** Step 1: putting oneself into words, with the strengths worksheet, work and home counted alike. */
import {
  Callout,
  Heading,
  Invitation,
  Lesson,
  mark,
  Paragraph,
  QuietLink,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Step1Words() {
  return (
    <Lesson of="step-1-words" title="一段目：自分をことばにする">
      <Paragraph>
        {mark("dear")}職務経歴書に書くと、毎日の仕事は驚くほど短くなります。
        私が時短で働いていた日々も、「育児関連の案件を担当」の一行で足りてしまいます。あんなに働いたのに。
      </Paragraph>
      <Paragraph>
        毎日していることほど、自分の目には入りません。三つの段の一段目では、それを拾い出してことばにします。
        何をしてきたか。何が得意か。どんな働き方が合うか。「強みを見える化するワーク」を、三行だけ書いてみましょう。
      </Paragraph>

      <Heading>出来事から書きはじめる</Heading>
      <Paragraph>
        「強みは何ですか」と正面から聞かれると、ことばに詰まります。そこで、順番を逆にします。
        はじめに、最近の出来事をひとつ。次に、そのとき自分がしたこと。それから、助かった人。
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
        家のことまで数えるのか、と思われるかもしれません。けれど、順番を決め直す力は、会社にいるときも家にいるときも同じです。
        家でしたことには評価をつける人がいませんから、自分で書いておきます。
      </Paragraph>
      <Paragraph>
        三行目だけは、自分に合う働き方を書きます。何時ごろ、どんな場所で、誰となら力が出て、
        帰ってからも子どもの話を聞く余裕があるのか。それがわかっていると、会社を選ぶときに、譲れないところがはっきりします。
      </Paragraph>

      <Callout title="今日の10分：三行だけ書く">
        <Paragraph>
          一行目と二行目は、出来事、したこと、強みの名前を矢印でつなぎます。きれいな名前でなくて大丈夫です。三行目は、思い出したままを書いてください。
        </Paragraph>
        <Worksheet>
          <WorksheetRow
            label="一行目（仕事から）"
            example="問い合わせが重なった → 似たものをまとめて返した → くり返しに気づく"
          />
          <WorksheetRow
            label="二行目（家から）"
            example="登園をいやがった → 靴を二足並べて選ばせた → 相手が選べるように頼む"
          />
          <WorksheetRow label="三行目（合う働き方）" example="午前中にひとりで書けた日は、夕方まで疲れない" />
        </Worksheet>
      </Callout>
      <QuietLink href={`${mark("site_url")}/work`} label="このワークを、スマートフォンの画面で書く" />

      <Invitation>
        <Paragraph>
          名前の浮かばない行があったら、その行だけ書いて、このメールに返信してください。個別相談で、一緒に名前を探しましょう。
        </Paragraph>
        <QuietLink href={mark("consult_url")} label="返信のかわりに、ページから申し込む" />
      </Invitation>
      <Paragraph>
        この三行は、外を見るときの目印になります。次は、求人票の読み方です。
        父親の育休の話まで手がかりになるわけも、そこに書きました。
      </Paragraph>
    </Lesson>
  );
}
