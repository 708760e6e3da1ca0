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
        {mark("dear")}人の転職の話は、つい結果から聞いてしまいます。年収は、役職は、在宅は。
        これからお話しする四人については、その手前の、どこで向きを変えたのかを読んでみてください。
        三人は名前を伏せてあります。残るひとりは、私です。
      </Paragraph>

      <Story
        who="Aさん　アシスタントから"
        before="出産のあとも、仕事の経験を積んでいきたいと思っていました。けれど、気がつくとアシスタントになっていました。"
        turn="働く時間に融通のきくIT企業へ移ることにしました。"
        after="そこで結果を出して、いまはまたチームを率いています。"
      />
      <Story
        who="Bさん　副業から"
        before="子どもを育てながら、文章を書く副業を始めました。"
        turn="書いたものが実績として認められ、マーケティングの職に就きました。"
        after="いまはフルリモートで働いています。"
      />
      <Story
        who="Cさん　時短のまま"
        before="「時短でもよい」を条件にして、会社を探していました。"
        turn="考え方のやわらかい会社が、時短のままで迎えてくれました。"
        after="半年後には、フルタイムの正社員になっていました。"
      />
      <Story
        who="私　41歳から"
        before="コピーライターとして、時短で復帰しました。「お母さんだから」と回ってくる案件を夜に持ち帰り、申し訳なさから、さらに引き受けていました。"
        turn="前のキャリアを返してもらおうとするのを、やめました。書く技術に、子どもと暮らして覚えたことを足して、それを強みにしようと決めました。"
        after="41歳で転職して、自分で仕事をつくりはじめました。いまは無理のない働き方で、やってよかったと思える仕事をしています。"
      />

      <Heading>四人に共通していたこと</Heading>
      <Paragraph>
        四人とも、もとの席に戻ることを目指してはいません。
        時間に限りのある、いまの自分から出発して、それに合う場所や仕事を選び直しています。
        チームを率いる立場に戻ったAさんも、戻った先は別の会社の、別の働き方でした。
      </Paragraph>
      <Paragraph>
        もうひとつ、曲がるときに手がかりにしたものは、どれも身近です。Aさんは働く時間、Bさんは副業で書いたもの、Cさんは時短という条件。
        私の場合は、書く仕事と、子どもとの暮らしでした。
      </Paragraph>
      <Paragraph>
        同じようにすれば同じ結果になる、とは言いません。家の事情も、めぐり合わせもあります。
        それでも、自分に近い人がひとり見つかると、次に何を見ればいいか、考えやすくなります。
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
        次が最後のメールです。四人はみな、働く場所を変えましたが、変えずに組み直す道もあります。その話から始めます。
      </Paragraph>
    </Lesson>
  );
}
