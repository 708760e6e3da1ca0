/** Step 2: signs of an employer where one can work well, and where to look beyond job boards. */
import { Callout, Checklist, Heading, Lesson, mark, OnlyInMail, Paragraph } from "../_kit/index.ts";

export default function Step2Look() {
  return (
    <Lesson of="step-2-look" title="二段目：外を見る">
      <Paragraph>
        {mark("dear")}二段目は、外を見ることです。応募のことはまだ考えずに、
        働きやすい会社にはどんなしるしがあるのか、目を慣らしておきます。今日は、三つ保存したらおしまいです。
      </Paragraph>

      <Heading>「歓迎」よりも、ふだんの様子を読む</Heading>
      <Paragraph>
        「ママさん歓迎」「アットホームな職場」。やさしいことばですが、これだけでは何もわかりません。
        私が読むのは、ふだんの一日がどれくらい具体的に書いてあるかです。たとえば、こんなところを見ます。
      </Paragraph>
      <Checklist
        items={[
          "勤務時間や在宅の日数が、数字で書いてある",
          "時短やフレックスで働く人が、担当の仕事と一緒に紹介されている",
          "評価の説明に、働いた長さではなく役割や成果が出てくる",
          "急に休むとき、仕事をどう引き継ぐかが決まっている",
          "父親の育休や、管理職の早い帰宅の話がある",
        ]}
      />
      <Paragraph>
        全部そろった会社を探す必要はありません。二つか三つ見つかれば、話を聞いてみる理由になります。
        書かれていなかったことは、そのまま面接で聞く質問の一覧になります。
      </Paragraph>

      <Heading>求人サイトの外も見る</Heading>
      <Paragraph>
        求人サイトに載っているのは、会社が用意した募集のことばです。ほかに、二つのぞいてみてください。
      </Paragraph>
      <Paragraph>
        ひとつは、副業の仕事を扱うサイト。会社がどんなことに困り、どんな人の手を、いくらで借りたいのかが並んでいます。
        前回の三行と重なる募集があれば、その力を欲しがっている人が社外にいるということです。
      </Paragraph>
      <Paragraph>
        もうひとつは、SNSに書かれた体験談です。時短で転職した人、やめておいた人、移ってから後悔した人。
        うまくいった話ばかりでないところに、読む値打ちがあります。
        ただし、どれもひとりの話です。気になったことは、別の人の話でも確かめてください。
      </Paragraph>
      <Paragraph>
        外を見たからといって、いまの会社を見かぎったことにはなりません。比べるものができると、
        いまの職場のありがたいところも、我慢しなくてよかったところも、はっきりしてきます。
      </Paragraph>

      <Callout title="今日の10分：三つ保存する">
        <Checklist
          items={[
            "しるしが二つ以上ある会社をひとつ",
            "私にもできそうだと思った副業の募集をひとつ",
            "読みながらうなずいた体験談をひとつ",
          ]}
        />
        <Paragraph>
          保存したら、どこが気になったのかをひとことずつ添えてください。「16時に帰る課長がいる」くらいの短さで十分です。
        </Paragraph>
      </Callout>

      <OnlyInMail>
        <Paragraph>
          見つけたものをどう読めばいいか、誰かと話したくなったら、このメールに返信してください。個別相談でご一緒します。
        </Paragraph>
      </OnlyInMail>
      <Paragraph>
        次回は三段目。会社を辞めるかどうかを決める前にできる、いちばん小さな始め方を三つ紹介します。
      </Paragraph>
    </Lesson>
  );
}
