/** Step 3: the smallest first moves, and a date on one of them. */
import {
  Callout,
  Checklist,
  Heading,
  Lesson,
  mark,
  OnlyInMail,
  Paragraph,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Step3Small() {
  return (
    <Lesson of="step-3-small" title="三段目：小さく始める">
      <Paragraph>
        {mark("dear")}三段目は、小さく始めることです。会社を辞めるかどうかは、まだ決めなくてかまいません。
        決めるための材料を、ひとつだけ取りに行きます。
      </Paragraph>
      <Paragraph>
        頭のなかで考えているあいだ、私の選択肢は二つしかありませんでした。辞めるか、我慢するか。
        どちらも重すぎて、どちらも選べずにいました。
        小さく動いてみてわかったのは、そのあいだに、ほかの道がいくつも通っていることでした。
      </Paragraph>

      <Heading>副業をひとつ受けてみる</Heading>
      <Paragraph>
        数時間で終わる、一回きりの仕事で十分です。金額よりも、社外の人に頼まれ、納めて、お礼を言われるまでを一度通ってみること。
        それが、会社の外でも役に立てたという最初の記録になります。
        受ける前に、勤め先の就業規則で副業の決まりを確かめておいてください。
      </Paragraph>

      <Heading>エージェントと一度話してみる</Heading>
      <Paragraph>
        転職エージェントとの面談は、話だけで終えてかまいません。
        「すぐには動きませんが、時短で働ける求人がどのくらいあるか知りたいのです」と、はじめに伝えます。
        自分の経歴が外からどう読まれるのかを聞けたら、それで収穫です。急かされたら、断ってかまいません。
      </Paragraph>

      <Heading>ひとりと話してみる</Heading>
      <Paragraph>
        先に転職した友人、前の職場の先輩、信頼できる上司。「相談に乗ってください」と言うと、お互いに少し構えます。
        「30分だけ、あのときの話を聞かせてください」なら、頼むほうも頼まれるほうも気が楽です。
      </Paragraph>

      <Heading>日付のないことは、後まわしになる</Heading>
      <Paragraph>
        三つのうち、どれがいちばん正しいということはありません。考えたときに、肩に力の入らないものを選んでください。
        ただ、「そのうち」と思っていることは、お迎えと夕食のあいだで消えていきます。
        健診や保護者会と同じように、カレンダーに場所を取っておきましょう。
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
        <Paragraph>動作は、10分で終わるところまで小さくします。カレンダーに入れたら、今日はおしまいです。</Paragraph>
      </Callout>

      <OnlyInMail>
        <Paragraph>
          三つとも少し遠く感じる日は、「ひとりと話してみる」の相手に私を選んでいただくこともできます。
          個別相談をご希望でしたら、このメールに返信してください。
        </Paragraph>
      </OnlyInMail>
      <Paragraph>
        次回は、四人の話です。補佐の仕事から抜け出した人、副業から始めた人、時短で会社を探した人。そして、41歳の私です。
      </Paragraph>
    </Lesson>
  );
}
