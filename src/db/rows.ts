/** Reading the results of a D1 batch. The caller names the row's type, which the query next to it decides. */

/** All rows. */
export function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[];
}

/** The first row, if there is one. */
export function firstRow<Row>(result: D1Result | undefined): Row | undefined {
  return rowsOf<Row>(result)[0];
}

/** The one row that a query always has; its absence is a defect and throws. */
export function onlyRow<Row>(result: D1Result | undefined): Row {
  const row = firstRow<Row>(result);
  if (row === undefined) throw new Error("A query that always has a row had none.");
  return row;
}
