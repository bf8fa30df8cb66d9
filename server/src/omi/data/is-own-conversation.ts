import type { UserId } from '../../kit/id.ts';
import { omiExportReader } from '../../store/omi-export-reader.ts';
import { omiExportWriter } from '../../store/omi-export-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { OmiConversation } from './omi-conversation.ts';

/**
 * Whether we created a conversation at Omi ourselves, so that it must not come back as a new one. The app's id tells, or its start, by
 * which we know what we created; seeing it also confirms that it arrived.
 * @param appId of our app; null where none is configured
 */
export async function isOwnConversation(
  tx: WriteHandle,
  owner: UserId,
  appId: string | null,
  conversation: OmiConversation,
  now: number,
): Promise<boolean> {
  const { started_at, app_id, source } = conversation;
  const key =
    started_at === null ? undefined : { owner, kind: 'conversation' as const, startedAt: Date.parse(started_at) };
  const created = key && (await omiExportReader.find(tx, key));
  if (key && created?.sent_at) {
    await omiExportWriter.confirm(tx, key, now);
    return true;
  }
  return appId !== null && app_id === appId && source === 'external_integration';
}
