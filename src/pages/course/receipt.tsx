/** The receipt of her consent: what she agreed to, when and on which page, when she confirmed it, and what it covers. */

import { localYearDateAndTime } from "../../domain/clock.ts";
import type { Site } from "../layout.tsx";
import type { CourseView } from "./view.ts";

type ReceiptProps = { consent: NonNullable<CourseView["consent"]>; zone: string; site: Site };

export function ConsentReceipt({ consent, zone, site }: ReceiptProps) {
  const where = consent.imported_at === null ? placeOf(consent.page, site) : consent.page;
  const byLink = consent.imported_at === null || consent.confirmed_at > consent.imported_at;
  return (
    <section class="aside">
      <h2>同意の控え</h2>
      <p>お申し込みのとき、次のことに同意いただきました。</p>
      <blockquote class="quote">{consent.wording}</blockquote>
      <dl class="facts">
        <div>
          <dt>お申し込み</dt>
          <dd>
            {localYearDateAndTime(zone, consent.given_at)}
            {where && (
              <>
                <br />
                {where}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>ご確認</dt>
          <dd>{`${localYearDateAndTime(zone, consent.confirmed_at)}${byLink ? "、メールのリンクから" : ""}`}</dd>
        </div>
      </dl>
      <p>{`この同意は「${site.courseTitle}」のためのもので、ほかのことには使いません。配信を止めると、この同意も終わります。`}</p>
    </section>
  );
}

/** The form's page in words or as its address; none when her browser did not tell. */
function placeOf(page: string, site: Site): string | null {
  const address = URL.parse(page);
  if (!address) return null;
  return address.origin === new URL(site.url).origin ? "このサイトのフォームから" : `${legible(page)} のフォームから`;
}

/** Japanese letters of an address as letters, where it can be read at all. */
function legible(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
