import type { Registry } from '../provider/registry.ts';
import type { RunObserver } from './run-observer.ts';

/** Tells the registry how the providers of people's answers do. Answers that were stopped, or that the server's own end broke, say nothing of them. */
export function createAnswerReport(registry: Pick<Registry, 'note'>): RunObserver {
  return ({ identity: { provider }, outcome, firstTokenMs, askedMs }) => {
    if (outcome.status === 'cancelled' || outcome.status === 'interrupted') return;
    registry.note(provider, {
      firstTokenMs: firstTokenMs === null ? null : firstTokenMs - askedMs,
      error: outcome.status === 'failed' ? outcome.error : null,
    });
  };
}
