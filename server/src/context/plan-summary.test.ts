import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createId, type MessageId, type SummaryId } from '../kit/id.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { planSummary } from './plan-summary.ts';
import type { PromptTurn } from './prompt-turn.ts';

const counter = { count: (text: string) => estimateTokens(text) };
const turnOf = (tokens: number): PromptTurn => ({
  id: createId<MessageId>(),
  role: 'user',
  messages: [],
  tokens,
  isPinned: false,
});

describe('what is summed up next', () => {
  it('is the oldest part, as much as the model takes at once, until the newest third is left', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 60 }), (sizes) => {
        const turns = sizes.map(turnOf);
        let summary: Parameters<typeof planSummary>[0]['summary'];
        const covered: PromptTurn[] = [];
        for (let rounds = 0; rounds <= turns.length; rounds += 1) {
          const plan = planSummary({ turns, summary, contextLength: 1_000, counter });
          if (!plan) break;
          const tokens = plan.turns.reduce((sum, turn) => sum + turn.tokens, 0);
          expect(tokens <= 500 || plan.turns.length === 1).toBe(true);
          covered.push(...plan.turns);
          const last = covered.at(-1)?.id ?? createId<MessageId>();
          summary = {
            id: createId<SummaryId>(),
            messageId: last,
            messages: covered.length,
            text: 'Short.',
            origin: 'model',
          };
          if (!plan.isPartial) break;
        }
        const left = turns.slice(0, turns.length - covered.length);
        expect(covered).toEqual(turns.slice(left.length).reverse());
        expect(left.length).toBeGreaterThanOrEqual(Math.min(2, turns.length));
        const tokensLeft = left.reduce((sum, turn) => sum + turn.tokens, 0);
        expect(tokensLeft <= 300 || left.length <= 2).toBe(true);
      }),
    );
  });
});
