import type { UserId } from '../kit/id.ts';
import type { PreferenceRow } from '../store/preference-reader.ts';
import { preferenceWriter } from '../store/preference-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** Gives a person's row, made with the defaults if there is none, and holds it against changes by others until the transaction ends. */
export function lockPreferences(tx: WriteHandle, owner: UserId, now: number): Promise<PreferenceRow> {
  return preferenceWriter.lock(tx, {
    user_id: owner,
    active_space: 'default',
    active_slot: 1,
    settings: '{}',
    updated_at: now,
  });
}
