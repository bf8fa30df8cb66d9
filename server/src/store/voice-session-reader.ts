import type { Selectable } from 'kysely';
import type { LinkId, UserId, VoiceSessionId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { VoiceSessionTable } from './table/omi-table.ts';

export type VoiceSessionRow = Selectable<VoiceSessionTable>;

const findNewest = readQuery('voice_session.find_newest', (db, a: { linkId: LinkId }) =>
  db.selectFrom('voice_sessions').selectAll().where('link_id', '=', a.linkId).orderBy('id', 'desc').limit(1),
);

const find = readQuery('voice_session.find', (db, a: { owner: UserId; id: VoiceSessionId }) =>
  db.selectFrom('voice_sessions').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const voiceSessionReader = {
  find(db: ReadHandle, owner: UserId, id: VoiceSessionId): Promise<VoiceSessionRow | undefined> {
    return db.first(find, { owner, id });
  },
  findNewest(db: ReadHandle, linkId: LinkId): Promise<VoiceSessionRow | undefined> {
    return db.first(findNewest, { linkId });
  },
};
