/** Opens to the reader herself what no forwarded lesson may do: a copy of everything, another address, being erased. */
import { HOUR, OWNER_LINK_LIFE } from "../../src/domain/numbers.ts";
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "ご本人の手続きのページをお送りします";
export const preheader = "記録の控えの受けとり、届け先の変更、登録の消去ができます。リンクは2時間使えます。";

export default function FreshLink() {
  return (
    <Notice to="reader" subject={subject} preheader={preheader} title="手続きは、こちらからどうぞ">
      <Paragraph>
        コースのページで、ご本人の手続きをするためのリンクが求められました。次のページでは、お預かりしている記録の控えを受けとる、届け先のアドレスを変える、登録と記録を消す、の三つができます。
      </Paragraph>
      <Button href={mark("owner_url")} label="手続きのページを開く" spelledOut />
      <Paragraph>
        {`リンクは、お送りしてから${OWNER_LINK_LIFE / HOUR}時間使えます。開くだけでは何も変わりません。ほかの方には転送しないでください。`}
      </Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        コースのメールを誰かに転送なさったことがあれば、その方がボタンを押したのかもしれません。このメールをそのままにしてくだされば、何も起きません。
      </Paragraph>
    </Notice>
  );
}
