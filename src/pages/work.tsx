/** The strengths worksheet: a form for paper as it stands, and one for the thumb where scripts run. */

import { COLUMNS, FIELD_MAX, fieldOf, LINE, QUESTIONS, ROWS, WAY } from "../domain/worksheet.ts";
import { type PageProps, Sheet } from "./layout.tsx";

/** For the first row of each kind, in the lesson's own examples. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "work1-event": "担当者が急に休み、翌日の打ち合わせが宙に浮いた",
  "work1-did": "やりとりを読み返し、決まったことと残っていることを一枚にまとめた",
  "work1-helped": "代わりに出席した上司",
  "work1-named": "途中から入っても、状況を整理して渡せる",
  "home1-event": "昼前に、保育園から発熱の電話",
  "home1-did": "今日やること、明日に送ること、頼むことを分けた",
  "home1-helped": "同じチームの人と、待っていた子ども",
  "home1-named": "時間が急に減っても、順番を決め直せる",
  way: "午前中にひとりで書けた日は、夕方まで疲れない",
  whom: "外回りが多く、書類が後まわしになる営業の人",
  what: "見積もりが遅れて、お客さまを待たせること",
  how: "週のはじめに予定を聞いて、書類を先に揃えておく",
};

const DESCRIPTION =
  "出来事から書いて、強みの名前は最後につけるワークシート。仕事のことも家のことも、同じように数えます。書いたことばは、この端末の中だけに保存されます。";

/** `script` is the address of the page's script. */
export function WorkPage(props: PageProps & { script: string }) {
  const { site, script } = props;
  return (
    <Sheet site={site} title="強みを見える化するワーク" canonical={`${site.url}/work`} description={DESCRIPTION}>
      <p>
        はじめに出来事をひとつ。次に、したこと。それから、助かった人。強みの名前は、最後につけます。三行だけでも、書きかけでもかまいません。
      </p>
      <Keeping />
      <div class="worksheet-form">
        {ROWS.map((row) => (
          <Row key={row.key} row={row} />
        ))}
        <fieldset>
          <legend>{WAY.label}</legend>
          <Field name={WAY.key} label="何時ごろ、どんな場所で、誰となら力が出ますか" />
        </fieldset>
        <OwnLine />
      </div>
      <p id="kept" class="kept on-screen" role="status" />
      <Tools />
      <ClearDialog />
      <script type="module" src={script} />
    </Sheet>
  );
}

function Keeping() {
  return (
    <section class="aside on-screen">
      <h2>書いたことばの置き場所</h2>
      <p class="waiting">
        書くそばから、この端末の、このブラウザーの中だけに保存されます。個別相談に添えるとご自分で決めたときのほかは、こちらへは送られません。
      </p>
      <p class="waiting">
        職場や家族と一緒に使う端末では、ほかの人にも見えます。書き出してから「すべて消す」で消しておいてください。長く開かずにいると、ブラウザーが自分で消すこともあります。取っておきたいものは、書き出すか印刷を。
      </p>
      <p class="waiting">一度開いたあとは、電波がなくても、このページを開いて続きを書けます。</p>
      <noscript>
        <p class="note">
          このブラウザーではスクリプトが動かないので、ここに打ちこんだことばは保存されず、どこへも送られません。印刷して、手で書きこんでお使いください。
        </p>
      </noscript>
    </section>
  );
}

function Row({ row }: { row: (typeof ROWS)[number] }) {
  return (
    <fieldset class="row">
      <legend>{row.title}</legend>
      {COLUMNS.map((column) => (
        <Field key={column.key} name={fieldOf(row, column)} label={column.label} />
      ))}
    </fieldset>
  );
}

function Field({ name, label }: { name: string; label: string }) {
  const example = EXAMPLES[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {example && (
        <p class="note" id={`${name}-example`}>
          例：{example}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={2}
        maxlength={FIELD_MAX}
        autocomplete="off"
        aria-describedby={example && `${name}-example`}
      />
    </div>
  );
}

/** The gaps stand there without a script too, as on a form. */
function OwnLine() {
  return (
    <fieldset>
      <legend>三つの問いから、一行へ</legend>
      {QUESTIONS.map(({ key, label }) => (
        <Field key={key} name={key} label={label} />
      ))}
      <div class="growing">
        <h2>育っていく一行</h2>
        <p id="sentence">
          <span class="gap">誰</span>が、<span class="gap">何</span>で困らないように、
          <span class="gap">どう助ける</span>仕事をしています。
        </p>
        <button type="button" id="draft" class="quiet on-screen" hidden>
          この文を、下書きに使う
        </button>
      </div>
      <Field name={LINE.key} label={`${LINE.label}（自分のことばに直して）`} />
    </fieldset>
  );
}

function Tools() {
  return (
    <div class="tools on-screen">
      <div class="tool-row waiting">
        <button type="button" id="print" class="quiet">
          印刷する
        </button>
        <button type="button" id="export" class="quiet">
          テキストで書き出す
        </button>
        <button type="button" id="clear" class="quiet">
          すべて消す
        </button>
      </div>
      <p>
        書いたものについて話したくなったら、<a href="/consult">個別相談</a>
        へ。このワークを添えるかどうかは、申し込むときに選べます。
      </p>
    </div>
  );
}

function ClearDialog() {
  return (
    <dialog id="clear-dialog" aria-labelledby="clear-title">
      <h2 id="clear-title">すべて消しますか</h2>
      <p>この端末に保存したことばが、全部なくなります。元には戻せません。</p>
      <form method="dialog" class="tool-row">
        <button type="submit" class="quiet">
          やめておく
        </button>
        <button type="button" id="clear-yes">
          消す
        </button>
      </form>
    </dialog>
  );
}
