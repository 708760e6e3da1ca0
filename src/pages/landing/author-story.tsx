/** Who writes these mails, in her own words. */

import type { Site } from "../layout.tsx";
import { Part } from "./part.tsx";

export function AuthorStory({ site }: { site: Site }) {
  return (
    <Part name="author" heading="書いている人のこと" beside={<Upright />}>
      <p>
        広告の会社で、コピーを書いていました。子どもを産んで時短で戻ると、子どもに関わる案件は、みな「お母さんだから」と私のところへ来るようになりました。
      </p>
      <p>
        短くなったのは、会社にいる時間だけです。残りは家に持ち帰り、夜に続きをする。給料も役職も変わりません。それでも、先に帰る申し訳なさから、頼まれると断れませんでした。
      </p>
      <p>
        転職したのは41歳です。向きが変わったのは、前のキャリアを取り戻そうとするのをやめたときでした。書く仕事で身につけたことも、子どもと暮らして覚えたことも、自分の力として数え直す。そして、仕事が来るのを待たずに、自分でつくりはじめる。
      </p>
      <p>
        いまは、無理をせず、意味を感じられる仕事をしています。このコースは、少し前の私と同じところにいる方へ書きました。
      </p>
      <p class="signature">{site.senderName}</p>
    </Part>
  );
}

/** Set upright, as on the spine of a book. */
function Upright() {
  return (
    <p class="upright">
      <span>取り戻さなくていい。</span>
      <span>組み直せばいい。</span>
    </p>
  );
}
