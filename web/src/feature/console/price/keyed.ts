/** A row of a form with a key of its own, so that a row taken out of the middle takes its own fields with it. */
export interface Keyed<Row> {
  key: number;
  row: Row;
}

export function toKeyed<Row>(rows: readonly Row[]): Keyed<Row>[] {
  return rows.map((row, key) => ({ key, row }));
}

export function addRow<Row>(rows: readonly Keyed<Row>[], row: Row): Keyed<Row>[] {
  return [...rows, { key: 1 + Math.max(-1, ...rows.map(({ key }) => key)), row }];
}

export function changeRow<Row>(rows: readonly Keyed<Row>[], key: number, row: Row): Keyed<Row>[] {
  return rows.map((keyed) => (keyed.key === key ? { key, row } : keyed));
}

export function removeRow<Row>(rows: readonly Keyed<Row>[], key: number): Keyed<Row>[] {
  return rows.filter((keyed) => keyed.key !== key);
}
