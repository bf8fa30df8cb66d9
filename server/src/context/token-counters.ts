import type { Log } from '../log.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { createExactCounts, type ExactCounts } from './exact-counts.ts';
import type { TokenCounter } from './token-counter.ts';
import { createTokenRatios, type TokenRatios } from './token-ratios.ts';

/** Makes the counter of each model: exact where its vocabulary is published, else by what its vendor has reported. */
export interface TokenCounters extends Pick<TokenRatios, 'learn' | 'load' | 'save'> {
  of(provider: string, model: string): TokenCounter;
  /** Counts messages exactly where that is possible; from then on the counters of the model tell these counts. */
  refine: ExactCounts['count'];
  stop(): Promise<void>;
}

export function createTokenCounters(log: Pick<Log, 'warn'>): TokenCounters {
  const exact = createExactCounts(log);
  const ratios = createTokenRatios();
  return {
    of(provider, model) {
      const bytesAToken = ratios.bytesAToken(provider, model);
      return {
        count(text, id) {
          const known = id === undefined ? undefined : exact.find(model, { id, text });
          return known ?? estimateTokens(text, bytesAToken);
        },
      };
    },
    refine: exact.count,
    learn: ratios.learn,
    load: ratios.load,
    save: ratios.save,
    stop: exact.stop,
  };
}
