import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { conversationReader } from '../store/conversation-reader.ts';
import { preferenceWriter } from '../store/preference-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { speechWriter } from '../store/speech-writer.ts';
import { lockPreferences } from './lock-preferences.ts';
import { type Preferences, preferencesSchema, toPersonContext } from './preference.ts';

/** What to change: a key that is missing stays as it is, null sets it back to its default (as RFC 7396 merges). */
export type PreferenceChange = { [Key in keyof Preferences]?: Preferences[Key] | null | undefined };

type Fields = typeof preferencesSchema.shape;
type ChangeFields = { [Key in keyof Fields]: z.ZodOptional<z.ZodNullable<ReturnType<Fields[Key]['removeDefault']>>> };

const changeFields = Object.fromEntries(
  Object.entries(preferencesSchema.shape).map(([key, field]) => [key, field.removeDefault().nullable().optional()]),
);

// The compiler does not see that the entries of a shape have the keys of that shape.
export const preferenceChangeSchema = z.strictObject(changeFields as ChangeFields);

const DEFAULTS = preferencesSchema.parse({});

/**
 * Changes some of a person's choices. Taking `voice_consent` back deletes what the wearable heard, in the same transaction.
 * @returns all choices after it
 * @throws AppError E1002 when `default_conversation_id` is not the owner's
 */
export async function changePreferences(
  tx: WriteHandle,
  owner: UserId,
  change: PreferenceChange,
  now: number,
): Promise<Preferences> {
  const row = await lockPreferences(tx, owner, now);
  const { preferences: before } = toPersonContext(row);
  const settings = Object.entries({ ...before, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const after = preferencesSchema.parse(Object.fromEntries(settings));
  if (after.default_conversation_id !== before.default_conversation_id) await checkConversation(tx, owner, after);
  if (before.voice_consent && !after.voice_consent) await speechWriter.forget(tx, owner);
  await preferenceWriter.update(tx, { ...row, settings: JSON.stringify(differing(after)), updated_at: now });
  return after;
}

async function checkConversation(tx: WriteHandle, owner: UserId, { default_conversation_id: id }: Preferences) {
  if (id !== null && !(await conversationReader.find(tx, owner, id as ConversationId))) throw new AppError('E1002');
}

/** What is to be stored: later versions may then have other defaults for whoever chose nothing. */
function differing(preferences: Preferences): Partial<Preferences> {
  const defaults = new Map<string, unknown>(Object.entries(DEFAULTS));
  return Object.fromEntries(
    Object.entries(preferences).filter(([key, value]) => !isDeepStrictEqual(value, defaults.get(key))),
  );
}
