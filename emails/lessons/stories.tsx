/** Four stories, each as before, turn and after, and what they share. */
import {
  Callout,
  Heading,
  Lesson,
  mark,
  OnlyInMail,
  Paragraph,
  Story,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Stories() {
  return (
    <Lesson of="stories" title="四人の曲がり角">
      <Paragraph>
        {mark("dear")}今日は四人の話をお届けします。行き止まりに見えたところで、それぞれがどちらへ曲がったのか。
        三人は名前を伏せて、残るひとりは私です。
      </Paragraph>

      <Story
        who="Aさん──補佐の席から"
        before="産後も仕事で力をつけたいと思って戻ったのに、気がつくと、人の補佐をするのが役目になっていた。"
        turn="働く時間を自分で動かせる会社に絞って探し、フレックスのあるIT企業に移った。"
        after="任された仕事で結果を重ね、いまはまたチームを率いている。"
      />
      <Story
        who="Bさん──副業から"
        before="小さな子を育てながら、空いた時間に文章を書く副業を始めた。"
        turn="一本ずつ書きためたものが実績になり、それを持ってマーケティングの職に就いた。"
        after="いまは完全に在宅で働いている。"
      />
      <Story
        who="Cさん──時短のまま"
        before="働ける時間には限りがある。はじめから「時短でもかまわない」を条件にして、会社を探した。"
        turn="考え方のやわらかい会社に出会い、時短の条件のまま迎えられた。"
        after="半年後には、フルタイムの正社員になっていた。"
      />
      <Story
        who="私──41歳"
        before="コピーライターとして時短で復帰。「お母さんだから」と集まる案件を夜に持ち帰り、引け目からさらに引き受けていた。"
        turn="前のキャリアを返してもらおうとするのをやめた。書く技術に、子育てで知ったことを足して、それを強みと呼ぶことにした。"
        after="41歳で転職。いまは自分で仕事をつくり、無理のない働き方で、意味を感じながら続けている。"
      />

      <Heading>四人に共通していたこと</Heading>
      <Paragraph>
        四人とも、もとの席に戻ることを目標にしていません。
        時間に限りのある、いまの自分を出発点にして、それに合う場所や仕事を選び直しています。
        チームを率いる立場に戻ったAさんも、戻った先は別の会社の、別の働き方でした。
      </Paragraph>
      <Paragraph>
        それから、最初の一手はどれも地味です。探す条件をひとつ決める。副業を一本受ける。自分の見方をひとつ変える。
        曲がり角は、曲がっている最中には、ただの道に見えるものなのかもしれません。
      </Paragraph>
      <Paragraph>
        同じようにすれば同じ結果になる、とは言いません。家の事情も、めぐり合わせもあります。
        それでも、自分に近い人がひとり見つかると、次に見る方向が決まります。
      </Paragraph>

      <Callout title="今日の10分：いちばん近い人を選ぶ">
        <Worksheet>
          <WorksheetRow label="近いのは（Aさん・Bさん・Cさん・私）" example="Bさん" />
          <WorksheetRow label="どこが近いか" example="会社の外に、続けられそうなことがある" />
        </Worksheet>
        <Paragraph>
          理由のほうを、少していねいに書いてみてください。あなたが大事にしたいことは、たいていそこに出てきます。
        </Paragraph>
      </Callout>

      <OnlyInMail>
        <Paragraph>
          「誰とも違う」と感じたら、あなたの話を聞かせてください。このメールに返信していただければ、個別相談の時間を取ります。
        </Paragraph>
      </OnlyInMail>
      <Paragraph>
        次が最後のメールです。転職のほかの答えも並べて、残る、移る、話す、のなかから、これからの進み方を選びます。
      </Paragraph>
    </Lesson>
  );
}
