/** Step 2: signs of an employer where one can work well, and where to look beyond job boards. */
import { Callout, Checklist, Heading, Invitation, Lesson, mark, Paragraph, QuietLink } from "../_kit/index.ts";

export default function Step2Look() {
  return (
    <Lesson of="step-2-look" title="二段目：外を見る">
      <Paragraph>
        {mark("dear")}やさしい6文字があります。「ママさん歓迎」。求人で出会うと、少しほっとします。
        ただ、この6文字からは、何時に帰れるのかも、何を任されるのかもわかりません。
      </Paragraph>
      <Paragraph>
        二段目は、外を見ることです。応募するかどうかはまだ考えずに、働きやすい会社のしるしに目を慣らしておきます。
      </Paragraph>

      <Heading>歓迎より、ふだんの夕方を読む</Heading>
      <Paragraph>
        探したいのは、ふだんの一日が目に浮かぶように書いてあるところです。たとえば、こんなしるしがあります。
      </Paragraph>
      <Checklist
        items={[
          "勤務時間や在宅の日数が、数字で書いてある",
          "時短やフレックスで働く人が、担当の仕事と一緒に紹介されている",
          "評価の説明に、働いた長さではなく、役割や成果が出てくる",
          "急に休んだ日の仕事を、どう引き継ぐかが決まっている",
          "父親の育休や、早く帰る管理職の話がある",
        ]}
      />
      <Paragraph>
        最後のひとつを挙げたのは、休むのも早く帰るのも母親だけ、という職場では、気がねするのも母親だけになりがちだからです。
        全部そろった会社は、そう多くないと思います。二つか三つ見つかれば、話を聞いてみる理由になります。
        書かれていないことは、面接で聞けます。
      </Paragraph>

      <Heading>求人サイトの外も見る</Heading>
      <Paragraph>求人サイトに載っているのは、会社が用意した募集のことばです。私なら、あと二か所のぞきます。</Paragraph>
      <Paragraph>
        ひとつは、副業の仕事を扱うサイト。会社が何に困っていて、どんな人の手を、いくらで借りたいのかが並んでいます。
        前回の三行と重なる募集があれば、その力を探している人が社外にいるということです。
      </Paragraph>
      <Paragraph>
        もうひとつは、SNSにある体験談です。時短で転職した人、やめておいた人、移ってから後悔した人。
        うまくいった話だけではないから、読む値打ちがあります。
        ただ、どれもひとりの話です。気になったことは、別の人の話でも確かめてください。
      </Paragraph>
      <Paragraph>
        外を見たからといって、いまの会社を見かぎったことにはなりません。比べてはじめて、いまの職場のよさがわかることもあります。
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
          保存したら、気になったところをひとことずつ添えます。「16時に帰る課長がいる」くらいの短さで足ります。
          10分たったら、見つかった分だけでおしまいにしてください。
        </Paragraph>
      </Callout>

      <Invitation>
        <Paragraph>
          見つけたものを、誰かと並んで読みたくなったら、このメールに返信してください。個別相談でご一緒します。
        </Paragraph>
        <QuietLink href={mark("consult_url")} label="返信のかわりに、ページから申し込む" />
      </Invitation>
      <Paragraph>
        見るだけの日は、ここまでです。次は、少しだけ動きます。辞めるとも残るとも決めないままで、できることが三つあります。
      </Paragraph>
    </Lesson>
  );
}
