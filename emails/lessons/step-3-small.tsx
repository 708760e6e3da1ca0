/** Step 3: the smallest first moves, and a date on one of them. */
import {
  Callout,
  Checklist,
  Heading,
  Invitation,
  Lesson,
  mark,
  Paragraph,
  QuietLink,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Step3Small() {
  return (
    <Lesson of="step-3-small" title="三段目：小さく始める">
      <Paragraph>
        {mark("dear")}辞めるか、我慢するか。夜の布団のなかで考えると、答えはたいてい、この二つになります。
        どちらも重くて、選べないまま朝が来ます。
      </Paragraph>
      <Paragraph>
        三段目は、小さく始めることです。辞めるのと我慢するのとのあいだには、細い道が何本も通っています。
        これから三つ挙げますが、どれも、決めるための材料をひとつ取りに行くだけです。
      </Paragraph>

      <Heading>副業をひとつ受けてみる</Heading>
      <Paragraph>
        数時間で終わる、一回きりの仕事で十分です。金額のことは脇に置いて、社外の人に頼まれ、納めて、
        お礼を言われるまでを一度通ってみる。それが、会社の外で役に立ったという最初の記録になります。
        受ける前に、勤め先の就業規則で副業の決まりを確かめておいてください。
      </Paragraph>

      <Heading>エージェントと一度話してみる</Heading>
      <Paragraph>
        転職エージェントとの面談は、話だけで終えてかまいません。
        はじめに、「すぐには動きませんが、時短で働ける求人がどのくらいあるのか、教えていただけますか」と言っておきます。
        自分の経歴が外の人にどう読まれるのかも、聞けたら収穫です。急かされたら、その場では決めずに持ち帰ってください。
      </Paragraph>

      <Heading>ひとりと話してみる</Heading>
      <Paragraph>
        先に転職した友人、前の職場の先輩、信頼できる上司。「相談に乗ってください」と言うと、お互いに少し構えます。
        「30分だけ、あのときの話を聞かせてください」なら、頼むほうも頼まれるほうも気が楽です。
      </Paragraph>

      <Heading>「そのうち」をカレンダーに移す</Heading>
      <Paragraph>
        三つに、優劣も順番もありません。思い浮かべたときに、肩に力の入らないものを選んでください。
        ただ、「そのうち」のままでは、お迎えと夕食のあいだで消えてしまいます。
        健診や保護者会と同じように、カレンダーに席を取っておきます。
      </Paragraph>

      <Callout title="今日の10分：日付を入れる">
        <Paragraph>このなかから、ひとつだけ選んでください。</Paragraph>
        <Checklist
          items={["副業の募集にひとつ問い合わせる", "エージェントの面談をひとつ予約する", "話を聞きたい人に連絡する"]}
        />
        <Worksheet>
          <WorksheetRow label="いつ" example="来週の水曜日、昼休み" />
          <WorksheetRow label="最初の動作" example="先輩に「30分だけ」とメッセージを送る" />
        </Worksheet>
        <Paragraph>
          最初の動作は、10分で終わるところまで小さくします。書けたら、カレンダーのその日にも同じことを入れておいてください。
        </Paragraph>
      </Callout>

      <Invitation>
        <Paragraph>
          三つとも遠く感じる日は、話す相手に私を選んでくださってもかまいません。
          「個別相談」とひとこと、このメールに返信してください。
        </Paragraph>
        <QuietLink href={mark("consult_url")} label="返信のかわりに、ページから申し込む" />
      </Invitation>
      <Paragraph>
        次は、先に歩いた四人の話です。時短のままで会社を探した人は、半年後、どんな働き方をしていたと思いますか。
      </Paragraph>
    </Lesson>
  );
}
