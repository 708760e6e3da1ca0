/** The other answers, a career as something to rebuild, and the invitation to a consultation. */
import {
  Callout,
  Checklist,
  Heading,
  Lead,
  Lesson,
  mark,
  OnlyInMail,
  Paragraph,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Rebuild() {
  return (
    <Lesson of="rebuild" title="取り戻すのではなく、組み直す">
      <Paragraph>
        {mark("dear")}最後のメールです。ここまで読んでくださって、ありがとうございました。
        今日は、転職だけが答えではないという話をして、それから、これからの進み方をひとつ選んでいただきます。
      </Paragraph>

      <Heading>いまの場所でできること</Heading>
      <Heading level={3}>異動を願い出る</Heading>
      <Paragraph>
        部署が変わると、仕事の分け方も、評価する人も変わります。会社を辞めずに場所を移せる、という意味では、いちばん近くの「外」です。
      </Paragraph>
      <Heading level={3}>上司と話して、仕事を組み替える</Heading>
      <Paragraph>
        つらさだけを伝えても、聞く側は何をすればいいのかわかりません。減らしたい仕事、続けたい仕事、新しく引き受けたい仕事。
        この三つを一枚の紙にして持っていくと、相談が打ち合わせに変わります。
      </Paragraph>
      <Heading level={3}>キャリアカウンセラーに話す</Heading>
      <Paragraph>
        気持ちがからまっているときは、動くより先に、誰かに話しながらほどくのもいいと思います。
        公的な相談窓口のなかには、無料でキャリアカウンセラーに会えるところもあります。
      </Paragraph>

      <Heading>組み直す、ということ</Heading>
      <Paragraph>
        私は長いあいだ、産む前のキャリアを返してほしいと思っていました。調子のよかったころの、続きから始めたかったのです。
        けれど、あのころの私は、夜の会議に出られて、子どものいる暮らしをまだ知らない私です。続きは、どこにもありませんでした。
      </Paragraph>
      <Paragraph>
        あきらめて手元を見たら、部品は残っていました。書く技術。暮らしの側から考える癖。途中で呼ばれても、また戻ってくること。
        並べ方だけが、前の形のままでした。
      </Paragraph>
      <Lead>キャリアは、取り戻すものではなく、組み直すもの。</Lead>
      <Paragraph>
        行き詰まったと感じるのは、いまの形が合わなくなったという知らせです。次の始まりの合図なのだと、私は思っています。
        あなたにとっても、お子さんにとっても。大人が働き方を選び直すところを、子どもは隣で見ています。
      </Paragraph>

      <Callout title="今日の10分：進み方をひとつ選ぶ">
        <Paragraph>はじめに書いた「わたしの一行」を読み返し、直したければ直してから、選んでください。</Paragraph>
        <Checklist
          items={[
            "残って変える（異動を願い出る、上司と話す）",
            "移る（会社を探す、副業から始める）",
            "話す（決める前に、誰かに聞いてもらう）",
          ]}
        />
        <Worksheet>
          <WorksheetRow label="一週間のうちにする、最初のこと" example="上司に15分の時間をもらう" />
        </Worksheet>
        <Paragraph>選んだ道は、あとで変えてかまいません。</Paragraph>
      </Callout>

      <OnlyInMail>
        <Heading>個別相談のご案内</Heading>
        <Paragraph>
          どれを選ぶときも、話しながら考えたい方のために、個別相談の時間を設けています。
          このメールに「相談したい」と返信していただければ、日時のご連絡をします。
          書きかけのメモのままでも、まだ何も決まっていなくても大丈夫です。話したあとで何かを決めていただく必要もありません。
        </Paragraph>
      </OnlyInMail>
      <Paragraph>
        お迎えと夕食のあいだに、自分のための10分をつくってくださったこと、うれしく思います。これからの一歩が、あなたの歩幅でありますように。
      </Paragraph>
    </Lesson>
  );
}
