/** The other answers, a career as something to rebuild, and the invitation to a consultation. */
import {
  Button,
  Callout,
  Checklist,
  Heading,
  Invitation,
  Lead,
  Lesson,
  mark,
  Paragraph,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Rebuild() {
  return (
    <Lesson of="rebuild" title="これからの仕事を、組み直す">
      <Paragraph>
        {mark("dear")}積み木の塔が崩れたあと、子どもが作りはじめるのは、たいてい別のものです。
        さっきと同じ塔には、あまりこだわりません。最後のメールは、働き方の組み直しの話です。
      </Paragraph>

      <Heading>場所を変えずに、組み直す</Heading>
      <Paragraph>
        転職だけが答えではありません。いまの場所でできることも、ちゃんとした答えです。三つ挙げます。
      </Paragraph>
      <Heading level={3}>異動を願い出る</Heading>
      <Paragraph>
        部署が変わると、仕事の分け方も、評価する人も変わります。会社を辞めずに行ける、いちばん近くの「外」です。
      </Paragraph>
      <Heading level={3}>上司と話して、仕事を組み替える</Heading>
      <Paragraph>
        「つらいです」から始めると、話が気持ちのやりとりで終わりがちです。減らしたい仕事、続けたい仕事、新しく引き受けたい仕事。
        この三つを一枚の紙に書いて持っていくと、何を頼みたいのかが伝わりやすくなります。
      </Paragraph>
      <Heading level={3}>キャリアカウンセラーに話す</Heading>
      <Paragraph>
        気持ちがからまっているときは、動く前に、話しながらほどくのもいいと思います。
        会社の中に窓口があることも、公的な相談窓口で会えることもあります。
      </Paragraph>

      <Heading>組み直す、ということ</Heading>
      <Paragraph>
        以前の私は、産む前のキャリアを返してほしいと思っていました。あのころの続きから始めたかったのです。
        けれど、あのころの私は、子どもと暮らす毎日をまだ知りません。同じところから続けようとしても、無理がありました。
      </Paragraph>
      <Paragraph>
        返してもらうのをあきらめて足もとを見ると、積み木は残っていました。書く技術。暮らしの側から考える癖。途中で呼ばれても、また戻ってくること。
        崩れたのは形だけで、ひとつもなくなってはいませんでした。
      </Paragraph>
      <Lead>キャリアは、取り戻すものではなく、組み直すもの。</Lead>
      <Paragraph>
        行き詰まったと感じるのは、いまの形が合わなくなったからでしょう。私はそれを、次の始まりの合図だと思っています。
        あなたにも、お子さんにも。お子さんがいつか行き詰まったとき、働き方を選び直した日のことを話してあげられます。
      </Paragraph>

      <Callout title="今日の10分：進み方をひとつ選ぶ">
        <Paragraph>はじめに書いた「私の一行」を読み返し、直したければ直してから、選んでください。</Paragraph>
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

      <Invitation>
        <Heading>個別相談のご案内</Heading>
        <Paragraph>
          ひとりで考えるより、話したほうが進みそうだと思ったら、個別相談においでください。
          お名前と、都合のつく時間を選んでいただくだけで申し込めます。
          このメールに「相談したい」と返信してくださるのでもかまいません。こちらから日時をうかがいます。
          メモは書きかけでかまいませんし、何も決まっていなくて大丈夫です。話したあとで、何かを決めていただく必要もありません。
        </Paragraph>
        <Button href={mark("consult_url")} label="個別相談を申し込む" />
      </Invitation>
      <Paragraph>
        一日のどこかに10分を見つけるのがどれほど大変か、私も知っているつもりです。
        最後まで読んでくださって、ありがとうございました。ここからは、ご自分の歩幅で。
      </Paragraph>
    </Lesson>
  );
}
