/** The columns of a file of readers: what each is called, and where it stands in this file. */

export type ImportMode = "ask" | "already_confirmed";

const IMPORT_COLUMNS = ["email", "name", "consent_wording", "consent_at", "consent_source", "confirmed_at"] as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** As the author may write them, too. */
export const JAPANESE_COLUMNS: Readonly<Record<ImportColumn, string>> = {
  email: "メールアドレス",
  name: "お名前",
  consent_wording: "同意の文面",
  consent_at: "同意の日時",
  consent_source: "同意の場所",
  confirmed_at: "確認の日時",
};

/** The place of each column that is there. */
export type ColumnPlaces = Readonly<Partial<Record<ImportColumn, number>>>;

export type ColumnsFound =
  | { readonly ok: true; readonly places: ColumnPlaces }
  /** `missing` are not there, `twice` stand there more than once. */
  | { readonly ok: false; readonly missing: readonly ImportColumn[]; readonly twice: readonly ImportColumn[] };

/** Columns with other names are left alone: nothing of them is kept. */
export function findColumns(header: readonly string[], mode: ImportMode): ColumnsFound {
  const columns = header.map(columnOf);
  const placesOf = (column: ImportColumn) => columns.flatMap((found, place) => (found === column ? [place] : []));
  const missing = neededColumns(mode).filter((column) => placesOf(column).length === 0);
  const twice = IMPORT_COLUMNS.filter((column) => placesOf(column).length > 1);
  if (missing.length > 0 || twice.length > 0) return { ok: false, missing, twice };
  const places = IMPORT_COLUMNS.flatMap((column) => placesOf(column).map((place) => [column, place] as const));
  return { ok: true, places: Object.fromEntries(places) };
}

/** All but the name; the proof only of who has confirmed already. */
function neededColumns(mode: ImportMode): ImportColumn[] {
  return IMPORT_COLUMNS.filter(
    (column) => column !== "name" && (column !== "confirmed_at" || mode === "already_confirmed"),
  );
}

function columnOf(heading: string): ImportColumn | undefined {
  const plain = heading.normalize("NFKC").trim().toLowerCase().replaceAll(/[ -]/g, "_");
  return IMPORT_COLUMNS.find((column) => column === plain || JAPANESE_COLUMNS[column] === plain);
}
