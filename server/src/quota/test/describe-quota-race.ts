import { describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../../test/database.ts';
import { chooseSeed, createRandom } from '../../../test/random.ts';
import { createUser } from '../../account/create-user.ts';
import { AppError } from '../../errors.ts';
import { must } from '../../kit/must.ts';
import { quotaReader } from '../../store/quota-reader.ts';
import { quotaWriter } from '../../store/quota-writer.ts';
import { reserveMessage } from '../reserve-message.ts';
import { reserveTokens } from '../reserve-tokens.ts';
import { settleUse } from '../settle-use.ts';

const SENDERS = 200;
const LIMIT = 50;
const NOW = Date.UTC(2030, 0, 1, 12);

/** Senders of one person, all at once and in turn with ends of their answers, against limits that must hold at every moment. */
export function describeQuotaRace(rounds: number): void {
  const seed = chooseSeed();
  describe.each(DIALECTS)(`limits under races on %s (SEED=${seed})`, (dialect) => {
    it(`${SENDERS} at once pass a limit of ${LIMIT} exactly ${LIMIT} times, ${rounds} times over`, async () => {
      await using store = await openTestStore(dialect);
      for (let round = 0; round < rounds; round += 1) {
        const userId = await createPerson(store, `p${round}@example.org`, { messages_per_day: LIMIT });
        const tries = Array.from({ length: SENDERS }, () =>
          refusedOr(() => store.transact((tx) => reserveMessage(tx, { userId, timeZone: 'UTC', provider: 'p' }, NOW))),
        );
        const passed = (await Promise.all(tries)).filter((allowance) => allowance !== undefined);
        expect(passed).toHaveLength(LIMIT);
      }
    });

    it('never holds or books more tokens than a day has, and holds none when all has ended', async () => {
      await using store = await openTestStore(dialect);
      const random = createRandom(seed);
      for (let round = 0; round < rounds; round += 1) {
        const limit = 1_000 + Math.floor(random() * 9_000);
        const userId = await createPerson(store, `t${round}@example.org`, { tokens_per_day: limit });
        let booked = 0;
        const one = async () => {
          const wish = { promptTokens: Math.ceil(random() * 100), maxAnswerTokens: Math.ceil(random() * 500) };
          const [share, isVoid] = [random(), random() < 0.2];
          const held = await refusedOr(() =>
            store.transact(async (tx) => {
              const allowance = await reserveMessage(tx, { userId, timeZone: 'UTC', provider: 'p' }, NOW);
              return { ...(await reserveTokens(tx, allowance, wish, NOW)), day: allowance.day };
            }),
          );
          if (!held) return;
          const { usage } = await quotaReader.day(store.read, userId, held.day);
          expect(usage.tokens + usage.reserved).toBeLessThanOrEqual(limit);
          const completionTokens = Math.floor(must(held.maxAnswerTokens, 'a length') * share);
          if (!isVoid) booked += wish.promptTokens + completionTokens;
          const use = { userId, day: held.day, provider: 'p', model: 'm', messages: 1 as const, isVoid };
          await store.transact((tx) =>
            settleUse(tx, {
              ...use,
              promptTokens: wish.promptTokens,
              completionTokens,
              reservedTokens: held.reservedTokens,
            }),
          );
        };
        await Promise.all(Array.from({ length: SENDERS / 2 }, one));
        const { usage } = await quotaReader.day(store.read, userId, '2030-01-01');
        expect(usage).toMatchObject({ tokens: booked, reserved: 0 });
        expect(booked).toBeLessThanOrEqual(limit);
      }
    });
  });
}

async function createPerson(
  store: Awaited<ReturnType<typeof openTestStore>>,
  email: string,
  limits: Parameters<typeof quotaWriter.setLimits>[2],
) {
  return store.transact(async (tx) => {
    const user = await createUser(tx, { email, displayName: undefined, passwordHash: 'x', role: 'user' }, NOW);
    const { id } = must(user, 'a new person');
    await quotaWriter.setLimits(tx, id, limits, NOW);
    return id;
  });
}

/** Undefined where a limit refused. */
async function refusedOr<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError && error.code === 'E2010') return undefined;
    throw error;
  }
}
