import { setTimeout as wait } from 'node:timers/promises';
import { type DeliveryResult, deliver, type OmiSegment } from './deliver.ts';

interface PlayOptions {
  /** Pause before each delivery; Omi's worker drains its queue once a second. Tests pass 0. */
  paceMs?: number;
  timeoutMs?: number;
}

/** Sends deliveries as Omi's worker does: in order, each only after the one before was answered or given up. */
export async function play(
  webhookUrl: string,
  uid: string,
  deliveries: readonly OmiSegment[][],
  options: PlayOptions = {},
): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = [];
  for (const segments of deliveries) {
    await wait(options.paceMs ?? 1000);
    results.push(await deliver(webhookUrl, uid, segments, { timeoutMs: options.timeoutMs ?? 15_000 }));
  }
  return results;
}
