/** Readers who do not exist, for the author to see her mails as they would stand in an inbox. */

export type SampleReader = {
  /** For addresses of pages and tests. */
  readonly id: string;
  /** As she gave it, up to 40 characters; empty when she gave none. */
  readonly name: string;
  readonly email: string;
  /** What the author reads. */
  readonly label: string;
};

/** The usual one, one who gave no name, and one whose name is as long as the form allows. */
export const SAMPLE_READERS = [
  { id: "hanako", name: "花子", email: "hanako@example.com", label: "花子さん" },
  { id: "no-name", name: "", email: "reader@example.com", label: "名前なし" },
  {
    id: "long-name",
    name: "マリア・フェルナンダ・デ・ラ・クルス・ゴンザレス・長谷川・小百合・ヴィクトリアナ",
    email: "maria-fernanda@example.com",
    label: "長い名前",
  },
] as const satisfies readonly SampleReader[];
