/** What the mommy track is, seen from both sides, so that a reader can find herself in one of them. */

import { Overloaded, Sidelined } from "../illustrations.tsx";
import { Part } from "./part.tsx";

export function TwoFaces() {
  return (
    <Part name="faces" heading="マミートラックの、二つの顔">
      <p>
        出産のあと、勤務を短くしたり担当を軽くしたりしたことをきっかけに、評価や昇進の道から外れていく。それがマミートラックです。仕事を任せてもらえない話として語られがちですが、人知れず働きすぎている状態も、同じ名前で呼んでいいと私は思っています。
      </p>
      <div class="pair">
        <div>
          <Sidelined />
          <h3>任されない顔</h3>
          <ul>
            <li>手伝いと雑務ばかりで、自分の担当と呼べる仕事がない</li>
            <li>気がつくと、大事な打ち合わせに声がかからなくなっていた</li>
            <li>評価してもらおうにも、その材料がない</li>
          </ul>
        </div>
        <div>
          <Overloaded />
          <h3>抱えすぎる顔</h3>
          <ul>
            <li>短いのは勤務表の上だけで、量は前と同じか、それより多い</li>
            <li>子どもが寝たあと、暗い部屋で続きをひらく</li>
            <li>それだけやっても、給料にも役職にも表れない</li>
          </ul>
        </div>
      </div>
      <p>
        どちらにいるとしても、あなたのせいではありません。いまの場所に名前がつくと、次にどうするかを落ちついて考えられます。
      </p>
    </Part>
  );
}
