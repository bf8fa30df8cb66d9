import type { EndedRun } from '../../run/finish-run.ts';
import type { WriteHandle } from '../../store/query.ts';
import { keepMeetingSummary } from '../speech/save-meeting.ts';
import { queueSpokenAnswer } from './queue-answer.ts';

/** What follows from the end of a run that speech began, in the transaction that ends it: the person is told, or a meeting's summary is kept. */
export async function afterSpokenRun(tx: WriteHandle, ended: EndedRun, now: number): Promise<void> {
  if (ended.identity.source !== 'omi_transcript') return;
  await queueSpokenAnswer(tx, ended, now);
  await keepMeetingSummary(tx, ended, now);
}
