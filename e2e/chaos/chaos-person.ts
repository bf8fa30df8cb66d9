import { createUser } from '../../server/src/account/create-user.ts';
import type { VoiceServer } from '../../server/src/http/test/start-voice-server.ts';
import { createId, type LinkId, type UserId } from '../../server/src/kit/id.ts';
import { must } from '../../server/src/kit/must.ts';
import { omiLinkWriter } from '../../server/src/store/omi-link-writer.ts';
import { readQuery } from '../../server/src/store/query.ts';
import { describeSegment, type FinalState } from './expected-state.ts';

/** Somebody with an account and a linked Omi. */
export interface ChaosPerson {
  id: UserId;
  uid: string;
}

/** @param name makes the person's address and Omi user id; no two may have the same */
export async function createChaosPerson({ store, omi, clock }: VoiceServer, name: string): Promise<ChaosPerson> {
  const uid = `omi-${name}`;
  const linkId = createId<LinkId>();
  const now = clock.now();
  const id = await store.transact(async (tx) => {
    const account = { email: `${name}@example.org`, displayName: undefined, passwordHash: 'x', role: 'user' as const };
    const user = must(await createUser(tx, account, now), 'a new person');
    const codes = { push_code_hash: 'x', spoken_code_hash: 'x', code_expires_at: now };
    await omiLinkWriter.putPending(tx, { id: linkId, user_id: user.id, omi_user_id: uid, created_at: now, ...codes });
    await omiLinkWriter.activate(tx, { id: linkId, omiUserId: uid, tokenHash: null, now });
    return user.id;
  });
  omi.app.enabledUids.add(uid);
  return { id, uid };
}

const listSegments = readQuery('test.chaos_segments', (db, a: { owner: UserId }) =>
  db
    .selectFrom('transcript_segments')
    .select(['text', 'is_user', 'start_s', 'end_s', 'voice_session_id'])
    .where('user_id', '=', a.owner),
);
const listMessages = readQuery('test.chaos_messages', (db, a: { owner: UserId }) =>
  db.selectFrom('messages').select(['role', 'text', 'status']).where('user_id', '=', a.owner),
);
const listMemories = readQuery('test.chaos_memories', (db, a: { owner: UserId }) =>
  db.selectFrom('memories').select('text').where('user_id', '=', a.owner),
);
const listTasks = readQuery('test.chaos_tasks', (db, a: { owner: UserId }) =>
  db.selectFrom('agent_events').select('payload').where('user_id', '=', a.owner).where('type', '=', 'task'),
);
const listAnswers = readQuery('test.chaos_answers', (db, a: { owner: UserId }) =>
  db.selectFrom('notifications').select(['text', 'status']).where('user_id', '=', a.owner).where('kind', '=', 'answer'),
);

/**
 * What is there of a person.
 * @param told every text that reached them, in replies and pushes
 * @throws Error when an answer is missing, or reached them other than once
 */
export async function readState(
  { store }: VoiceServer,
  { id: owner }: ChaosPerson,
  told: readonly string[],
): Promise<FinalState> {
  const segments = await store.read.all(listSegments, { owner });
  const messages = await store.read.all(listMessages, { owner });
  const asked = messages.filter(({ role }) => role === 'user').map(({ text }) => text);
  const answered = messages.filter(({ role, status }) => role === 'assistant' && status === 'complete').length;
  if (answered !== asked.length) throw new Error(`${answered} answers to ${asked.length} questions`);
  const answers = await store.read.all(listAnswers, { owner });
  for (const { text, status } of answers) {
    const times = told.join('\n').split(text).length - 1;
    if (times !== 1 || status !== 'sent') throw new Error(`“${text}” is ${status} and was told ${times} times`);
  }
  const tasks = await store.read.all(listTasks, { owner });
  return {
    segments: segments
      .map(({ text, is_user, start_s, end_s }) => ({ text, is_user: is_user === 1, start: start_s, end: end_s }))
      .map((each) => describeSegment(each))
      .sort(),
    sessions: new Set(segments.map(({ voice_session_id }) => voice_session_id)).size,
    asked: asked.sort(),
    remembered: (await store.read.all(listMemories, { owner })).map(({ text }) => text).sort(),
    tasks: tasks.map(({ payload }) => String(Object(JSON.parse(payload)).title)).sort(),
    told: answers.length,
  };
}
