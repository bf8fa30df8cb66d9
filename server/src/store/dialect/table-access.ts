import type { TableName } from '../table-key.ts';

export type TableRow = Record<string, string | number | null>;

/** One connection to a database whose tables are read and written whole, whatever they mean. */
export interface TableAccess {
  /** The names of the migrations that were applied, in order; empty where there is no schema. */
  listMigrations(): Promise<string[]>;
  /** Which of our tables there are; a database of an earlier version has fewer. */
  listTables(): Promise<TableName[]>;
  /** Whether another process uses this database. Where a file is held while it is open, nobody can. */
  isShared(): Promise<boolean>;
  /** Begins a transaction that reads one state of the database, whatever others commit meanwhile. */
  beginReading(): Promise<void>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  count(table: TableName): Promise<number>;
  /** Every row behind the one with the key of `after`, in the byte order of the keys, within the transaction that was begun. */
  pages(table: TableName, after: TableRow | undefined): AsyncIterable<TableRow[]>;
  /** The row with the last key. */
  findLast(table: TableName): Promise<TableRow | undefined>;
  insert(table: TableName, rows: readonly TableRow[]): Promise<void>;
  /** Sets the parent of messages that came before it. */
  setParents(rows: readonly TableRow[]): Promise<void>;
  clear(table: TableName): Promise<void>;
  /** After rows were inserted with their keys: keys that the database counts go on behind them. */
  settle(): Promise<void>;
  /** @throws Error when what is stored is damaged, or refers to what is missing */
  check(): Promise<void>;
  /** Copies the whole file as the transaction that reads sees it; only where the database is a file. */
  saveAs?(file: string, onProgress: (done: number, total: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** Rows of one page: about a megabyte of messages. */
export const PAGE_ROWS = 1_000;
