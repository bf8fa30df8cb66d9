/** Another process holds the SQLite file. */
export class DatabaseHeldError extends Error {
  constructor(folder: string, cause: unknown) {
    super(`Another OmniAI is already running on ${folder}. Stop it first, or set DATA_DIR to another folder.`, {
      cause,
    });
    this.name = 'DatabaseHeldError';
  }
}
