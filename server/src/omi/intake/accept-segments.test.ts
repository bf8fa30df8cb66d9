import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OmiSegment } from '../../../../e2e/omi/deliver.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { growDeliveries } from '../../../../e2e/omi/vary-delivery.ts';
import { createTestDatabase, DIALECTS } from '../../../test/database.ts';
import { createUser } from '../../account/create-user.ts';
import { createId, type LinkId, type UserId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import { openStore, type Store } from '../../store/open.ts';
import { readQuery } from '../../store/query.ts';
import { acceptBody } from './accept-body.ts';
import { acceptSegments } from './accept-segments.ts';

const NOW = Date.UTC(2026, 4, 1, 12);
const clock = { now: () => NOW, monotonic: () => 0 };

const listSegments = readQuery('test.list_of_link', (db, a: { linkId: LinkId }) =>
  db
    .selectFrom('transcript_segments')
    .innerJoin('voice_sessions', 'voice_sessions.id', 'transcript_segments.voice_session_id')
    .select(['segment_key', 'text', 'speaker', 'is_user', 'start_s', 'end_s', 'settled_at', 'last_segment_start_s'])
    .where('transcript_segments.link_id', '=', a.linkId)
    .orderBy('segment_key'),
);
const listQuestions = readQuery('test.list_questions', (db, a: { linkId: LinkId }) =>
  db
    .selectFrom('outbox')
    .select(['kind', 'payload'])
    .where('subject_id', '=', a.linkId)
    .where('kind', '=', 'omi_question')
    .orderBy('payload'),
);

interface Linked {
  uid: string;
  linkId: LinkId;
}

let people = 0;

/** A new person with a confirmed link. */
async function link(store: Store): Promise<Linked> {
  people += 1;
  const user = { email: `p${people}@example.org`, displayName: undefined, passwordHash: 'x', role: 'user' as const };
  const uid = `uid-${people}`;
  const linkId = createId<LinkId>();
  await store.transact(async (tx) => {
    const { id } = must(await createUser(tx, user, NOW), 'a new person');
    await putActive(tx, id, uid, linkId);
  });
  return { uid, linkId };
}

async function putActive(tx: Parameters<Parameters<Store['transact']>[0]>[0], owner: UserId, uid: string, id: LinkId) {
  const codes = { push_code_hash: 'x', spoken_code_hash: 'x', code_expires_at: NOW };
  await omiLinkWriter.putPending(tx, { id, user_id: owner, omi_user_id: uid, created_at: NOW, ...codes });
  await omiLinkWriter.activate(tx, { id, omiUserId: uid, tokenHash: null, now: NOW });
}

function hear(store: Store, { uid }: Linked, segments: readonly OmiSegment[]) {
  const body = acceptBody({ session_id: uid, segments }, { uid });
  if (body.kind !== 'transcript') throw new Error('a transcript');
  return acceptSegments(
    { store, clock },
    { omiUserId: uid, linkId: undefined, segments: body.segments, mayLink: true },
  );
}

async function stateOf(store: Store, { linkId }: Linked) {
  const segments = await store.read.all(listSegments, { linkId });
  const questions = await store.read.all(listQuestions, { linkId });
  return { segments, questions: questions.map(({ payload }) => JSON.parse(payload).text) };
}

describe.each(DIALECTS)('intake on %s', (dialect) => {
  const talk = [
    ...speak('The soup is good. | and hey | Omi, what is in it? | I think it is leek.'),
    ...speak('Omi. | How long does it cook?', { startS: 30 }),
    ...speak('Hey Omi, one more thing. Hey Omi, and another one!', { startS: 55 }),
  ];

  it('ends in one state, whatever the order, the repetitions and the senders', async () => {
    await using database = await createTestDatabase(dialect);
    const store = await openStore(database.location);
    const straight = await link(store);
    for (const delivery of talk) await hear(store, straight, delivery);
    const expected = await stateOf(store, straight);
    expect(expected.questions).toEqual([
      'How long does it cook?',
      'and another one!',
      'one more thing.',
      'what is in it?',
    ]);
    expect(expected.segments).toHaveLength(7);

    const repeated = [...talk, ...talk, ...talk];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(repeated, { minLength: repeated.length }),
        fc.nat(2),
        async (order, atOnce) => {
          const person = await link(store);
          const waiting = [...order];
          while (waiting.length > 0) {
            await Promise.all(waiting.splice(0, atOnce + 1).map((delivery) => hear(store, person, delivery)));
          }
          const { segments, questions } = await stateOf(store, person);
          expect(segments).toEqual(expected.segments);
          expect(questions).toEqual(expected.questions);
        },
      ),
      { numRuns: dialect === 'sqlite' ? 40 : 8 },
    );
    await store.close();
  });

  it('keeps the whole of texts that grow, in whatever order their copies come', async () => {
    await using database = await createTestDatabase(dialect);
    const store = await openStore(database.location);
    const grown = growDeliveries(speak('We had soup for lunch | with leeks and with onions'));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(grown, { minLength: grown.length }), async (order) => {
        const person = await link(store);
        for (const delivery of order) await hear(store, person, delivery);
        const { segments } = await stateOf(store, person);
        expect(segments.map(({ text }) => text).sort()).toEqual([
          'We had soup for lunch',
          'with leeks and with onions',
        ]);
      }),
      { numRuns: 8 },
    );
    await store.close();
  });
});

describe('a busy database', () => {
  it('is told as such, and the delivery is taken when it comes again', async () => {
    await using database = await createTestDatabase('sqlite');
    const store = await openStore(database.location);
    const person = await link(store);
    const [delivery = []] = speak('Hey Omi, what time is it?');
    const other = new DatabaseSync(database.location);
    other.exec('BEGIN IMMEDIATE');
    await expect(hear(store, person, delivery)).rejects.toMatchObject({ code: 'E1007' });
    other.exec('ROLLBACK');
    other.close();
    expect(await stateOf(store, person)).toEqual({ segments: [], questions: [] });
    expect(await hear(store, person, delivery)).toMatchObject({
      kind: 'heard',
      questions: [{ subject_id: person.linkId }],
    });
    await store.close();
  });
});
