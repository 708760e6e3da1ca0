/** Four stories, each as before, turn and after, and what they share. */
import {
  Callout,
  Heading,
  Invitation,
  Lesson,
  mark,
  Paragraph,
  QuietLink,
  Story,
  Worksheet,
  WorksheetRow,
} from "../_kit/index.ts";

export default function Stories() {
  return (
    <Lesson of="stories" title="四人の曲がり角">
      <Paragraph>
        {mark("dear")}曲がり角は、手前から見ると、行き止まりによく似ています。
        これからお話しする四人も、一度はその前で立ち止まりました。三人は名前を伏せてあります。残るひとりは、私です。
      </Paragraph>

      <Story
        who="Aさん　補佐の席から"
        before="産んだあとも、仕事で力をつけていきたかった。気がつくと、人の補佐をするのが役目になっていた。"
        turn="働く時間を自分で動かせるIT企業に移った。"
        after="そこで結果を出し、いまはまたチームを率いている。"
      />
      <Story
        who="Bさん　副業から"
        before="子どもを育てながら、文章を書く副業を始めた。"
        turn="書いたものが実績になり、それを持ってマーケティングの職に就いた。"
        after="いまはフルリモートで働いている。"
      />
      <Story
        who="Cさん　時短のまま"
        before="働ける時間には限りがある。はじめからそう伝えて、時短でもよいという会社を探した。"
        turn="考え方のやわらかい会社が、時短のままで迎えてくれた。"
        after="半年後には、フルタイムの正社員になっていた。"
      />
      <Story
        who="私　41歳から"
        before="コピーライターとして時短で復帰。「お母さんだから」と回ってくる案件を夜に持ち帰り、申し訳なさから、さらに引き受けていた。"
        turn="前のキャリアを返してもらおうとするのをやめた。書く技術に、子どもと暮らして覚えたことを足して、強みと呼ぶことにした。"
        after="41歳で転職。いまは自分でつくった仕事を、無理なく、これでよかったと思いながら続けている。"
      />

      <Heading>四人に共通していたこと</Heading>
      <Paragraph>
        四人とも、もとの席に戻ることを目指してはいません。
        時間に限りのある、いまの自分から出発して、それに合う場所や仕事を選び直しています。
        チームを率いる立場に戻ったAさんも、戻った先は別の会社の、別の働き方でした。
      </Paragraph>
      <Paragraph>
        もうひとつ、最初の一手はどれも地味です。探す条件をひとつ決める。副業を一本受ける。自分の見方をひとつ変える。
        人生を変えるような一手は、ひとつもありません。
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
          理由のほうを、少していねいに書いてみてください。大事にしたいことは、たいていそこに出てきます。
        </Paragraph>
      </Callout>

      <Invitation>
        <Paragraph>
          四人の誰とも違う、と感じた方は、そのことを聞かせてください。このメールに返信していただければ、個別相談の時間を取ります。
        </Paragraph>
        <QuietLink href={mark("consult_url")} label="返信のかわりに、ページから申し込む" />
      </Invitation>
      <Paragraph>
        次が最後のメールです。四人はみな、働く場所を変えました。最後は、場所を変えずに組み直す道から話を始めます。
      </Paragraph>
    </Lesson>
  );
}
