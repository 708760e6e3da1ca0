/** What 特定商取引法 asks for, as a shop of the tests would say it. */

import type { Tokusho } from "../../src/domain/config.ts";

export const TOKUSHO: Tokusho = {
  phone: "請求があれば遅滞なくお知らせします",
  price: "個別相談 60分 11,000円（税込）",
  payment: "銀行振込、お申し込みから7日以内",
  delivery: "お約束した日時",
  returns: "前日までのご連絡で全額をお返しします",
};
