/** Whether a location is that of a Postgres database; else it is the path of an SQLite file. */
export function isPostgres(location: string): boolean {
  return /^postgres(ql)?:\/\//.test(location);
}
