import type { Selectable } from 'kysely';
import type { LinkId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { VoiceSessionTable } from './schema.ts';

export type VoiceSessionRow = Selectable<VoiceSessionTable>;

const findNewest = readQuery('voice_session.find_newest', (db, a: { linkId: LinkId }) =>
  db.selectFrom('voice_sessions').selectAll().where('link_id', '=', a.linkId).orderBy('id', 'desc').limit(1),
);

export const voiceSessionReader = {
  findNewest(db: ReadHandle, linkId: LinkId): Promise<VoiceSessionRow | undefined> {
    return db.first(findNewest, { linkId });
  },
};
