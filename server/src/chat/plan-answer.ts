import { type AnswerSource, askInTurn } from '../provider/ask-in-turn.ts';
import type { Askable, ModelChoice } from '../provider/choose-model.ts';
import { reserveForAny } from '../quota/reserve-for-any.ts';
import type { Allowance } from '../quota/reserve-message.ts';
import { reserveTokens, type TokenReservation } from '../quota/reserve-tokens.ts';
import type { WriteHandle } from '../store/query.ts';

/** Whom an answer is asked of, and what is held for it. */
export interface AnswerPlan {
  source: AnswerSource;
  /** For the run's identity. */
  held: TokenReservation & { tokenFreeProviders: readonly string[] };
  /** The longest answer to ask for, in tokens; null: as the person said. */
  maxTokens: number | null;
}

/** What is asked for. */
interface AnswerWish {
  /** Of the prompt, an estimate. */
  promptTokens: number;
  /** The most the answer may have; null where nobody said. */
  maxAnswerTokens: number | null;
  hasPictures?: boolean;
}

/** Tokens that an answer needs at least beside its prompt, at most a quarter of the context. */
const LEAST_ANSWER_TOKENS = 1_024;

/**
 * Holds back tokens for an answer and says who is asked for it: the chosen model, and where it fails those that an admin has set for it. One whose
 * context does not hold the prompt, or who cannot see its pictures, is left out. In the transaction that begins the answer, after the message was
 * taken from the day.
 * @throws AppError E2010 when too few tokens of the day are left
 */
export async function planAnswer(
  tx: WriteHandle,
  choice: ModelChoice,
  allowance: Allowance,
  wish: AnswerWish,
  now: number,
): Promise<AnswerPlan> {
  const isAlone = choice.candidates.every(
    ({ provider, model }) => provider === choice.provider && model === choice.model,
  );
  const fitting = choice.candidates.filter((candidate) => candidate.model === choice.model || fits(candidate, wish));
  if (isAlone || fitting.length === 0) return planAlone(tx, choice, allowance, wish, now);
  const ids = fitting.map(({ provider }) => provider.id);
  const { free, isForFreeOnly, ...held } = await reserveForAny(tx, allowance, wish, ids, now);
  const payable = fitting.filter(({ provider }) => !isForFreeOnly || free.has(provider.id));
  if (payable.length === 0) return planAlone(tx, choice, allowance, wish, now);
  const inTurn = payable.map((candidate) => ({
    ...candidate,
    maxTokens: free.has(candidate.provider.id) ? null : held.maxAnswerTokens,
  }));
  inTurn[0]?.begin();
  return {
    source: askInTurn(inTurn, choice),
    held: { ...held, tokenFreeProviders: [...free] },
    maxTokens: null,
  };
}

async function planAlone(...args: Parameters<typeof planAnswer>): Promise<AnswerPlan> {
  const [tx, { provider, candidates }, allowance, wish, now] = args;
  const held = await reserveTokens(tx, allowance, wish, now);
  candidates.find((candidate) => candidate.provider === provider)?.begin();
  return { source: provider, held: { ...held, tokenFreeProviders: [] }, maxTokens: held.maxAnswerTokens };
}

function fits({ model: { context_length: length, takes_images } }: Askable, wish: AnswerWish): boolean {
  if (wish.hasPictures && takes_images === false) return false;
  if (length === null) return true;
  return wish.promptTokens + Math.min(wish.maxAnswerTokens ?? LEAST_ANSWER_TOKENS, Math.floor(length / 4)) <= length;
}
