import { sql } from 'kysely';
import type { RunStatus } from './table/chat-table.ts';

/**
 * The status of a run that is being written, as part of the query's text: no database uses the index of running answers for a value that it is given
 * later, and would look at every answer there ever was.
 */
export const STREAMING = sql.lit<RunStatus>('streaming');
